import { burns } from '@firedrill/prometheus/slo'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import type { Step } from '../../panels/common.ts'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { burnRate, errors, events, freshness, produceSuccess } from './objectives.ts'

const { increase } = queriesBy('topic')
const half = { width: 12, height: 8, unit: 'short' } as const
const { page, ticket } = burns.production
const limits: readonly Step[] = [
  [null, 'green'],
  [ticket[1].factor, 'orange'],
  [page[1].factor, 'red'],
  [page[0].factor, 'red'],
]

/** How fast the budgets burn, and what burns them. */
export const burnPanels = [
  timeSeries({
    ...half,
    id: 10,
    title: 'Freshness: burn rate',
    description:
      'How many times faster than allowed payments come late, by window. Good: below 1, the ' +
      'lowest dashed line. Above 6 and 14.4 for the windows of a page somebody is woken: at 14.4 ' +
      'a budget of 30 days is gone in two. A short window says that it goes on, a long one that ' +
      'it matters.',
    softMax: 2,
    runbooks: ['SloFreshnessBurn'],
    thresholds: limits,
    targets: [target(burnRate(freshness), 'over {{window}}')],
  }),
  timeSeries({
    ...half,
    id: 11,
    title: 'Produce success: burn rate',
    description:
      'How many times faster than allowed records are given up, by window. Good: 0. Dashed: 1, 6 ' +
      'and 14.4, as on the left.',
    softMax: 2,
    runbooks: ['SloProduceSuccessBurn'],
    thresholds: limits,
    targets: [target(burnRate(produceSuccess), 'over {{window}}')],
  }),
  timeSeries({
    ...half,
    id: 12,
    title: 'Payments due and paid in time',
    description:
      'Orders a second that turned 30 s old, and those of them that had not been paid by then. ' +
      'Good: nothing late; what is late is what burns.',
    targets: [
      target(`max(${events(freshness)})`, 'due/s'),
      target(`max(${events(freshness)} - ${errors(freshness)})`, 'in time/s'),
      target(`max(${errors(freshness)})`, 'late/s'),
    ],
  }),
  timeSeries({
    ...half,
    id: 13,
    title: 'Records given up',
    description:
      'Records that a producer gave up after all retries, all and by topic and error. Good: 0.',
    softMax: 1,
    runbooks: ['KafkaProducerErrors'],
    targets: [
      target(`sum(${increase(producerMetrics.recordErrors)})`, 'all'),
      target(
        `sum by (topic, error) (${increase(producerMetrics.recordErrors)}) > 0`,
        '{{topic}}: {{error}}',
      ),
    ],
  }),
]
