import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import type { Step } from '../../panels/common.ts'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { burnRate, freshness, type Objective, produceSuccess } from './objectives.ts'

const { rate, increase } = queriesBy('topic')
const half = { width: 12, height: 8, unit: 'short' } as const
const windows = ['5m', '30m', '1h', '6h'] as const
const limits: readonly Step[] = [
  [null, 'green'],
  [6, 'orange'],
  [14.4, 'red'],
]
const burning = (objective: Objective) =>
  windows.map(window => target(burnRate(objective, window), `over ${window}`))

/** How fast the budgets burn, and what burns them. */
export const burnPanels = [
  timeSeries({
    ...half,
    id: 10,
    title: 'Freshness: burn rate',
    description:
      'How many times faster than allowed payments come late, by window. Good: below 1. Dashed: ' +
      '6 is a ticket, 14.4 a page: at that rate a budget of 30 days is gone in two. A short ' +
      'window says that it goes on, a long one that it matters.',
    softMax: 2,
    thresholds: limits,
    targets: burning(freshness),
  }),
  timeSeries({
    ...half,
    id: 11,
    title: 'Produce success: burn rate',
    description:
      'How many times faster than allowed records are given up, by window. Good: 0. Dashed: 6 ' +
      'and 14.4, as on the left.',
    softMax: 2,
    thresholds: limits,
    targets: burning(produceSuccess),
  }),
  timeSeries({
    ...half,
    id: 12,
    title: 'Payments due and paid in time',
    description:
      'Orders a second that turned 30 s old, and those of them that had been paid by then. ' +
      'Good: two lines on each other; the gap is what burns.',
    targets: [
      target(`max(${rate(ledgerMetrics.paymentsDue)})`, 'due/s'),
      target(`max(${rate(ledgerMetrics.paymentsFresh)})`, 'in time/s'),
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
