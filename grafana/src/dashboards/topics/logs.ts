import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select, rate } = queriesBy('topic')
const quarter = { width: 6, height: 8, unit: 'short' } as const

/** What is written, what is deleted, what is held back. */
export const logPanels = [
  timeSeries({
    ...quarter,
    id: 20,
    title: 'Records written and deleted',
    description:
      'How fast the end and the start of each log advance, in records a second. Good: in the ' +
      'long run as much is deleted as is written; deletion comes in steps, a segment at a time.',
    targets: [
      target(`sum by (topic) (${rate(exporterMetrics.partitionEndOffset)})`, '{{topic}} written/s'),
      target(
        `sum by (topic) (${rate(exporterMetrics.partitionStartOffset)})`,
        '{{topic}} deleted/s',
      ),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 21,
    title: 'Held back by transactions',
    runbooks: ['KafkaHungTransaction'],
    description:
      'Records that readers with read_committed wait for: high watermark minus last stable ' +
      'offset. Good: 0, or for a moment what one transaction holds. Rising: a producer died in ' +
      'the middle of one, and everything behind it waits.',
    softMax: 10,
    targets: [
      target(`max by (topic) (${select(exporterMetrics.lastStableOffsetLag)})`, '{{topic}}'),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 23,
    title: 'Oldest open transaction',
    runbooks: ['KafkaHungTransaction'],
    description:
      'Age of the oldest open transaction on each topic. Good: no line, since none is open, or ' +
      'seconds. Minutes: a long job, or whoever began it is gone. Over 15 minutes: fence it.',
    unit: 's',
    softMax: 10,
    noValue: 'No transaction is open',
    targets: [
      target(`max by (topic) (${select(exporterMetrics.transactionOpenSeconds)})`, '{{topic}}'),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 22,
    title: 'Dirtiest compacted log',
    runbooks: ['KafkaCompactionStalled'],
    description:
      'Percent of the dirtiest log of each broker that the cleaner has never seen. Good: below ' +
      '50, where it starts by itself. Near 100 for long: it does not keep up, and consumer ' +
      'offsets pile up. A line without any change: its thread, which measures this, may be dead.',
    unit: 'percent',
    softMax: 60,
    targets: [
      target(
        `max by (instance) (${select(brokerMetrics.logCleanerMaxDirtyPercent)})`,
        '{{instance}}',
      ),
    ],
  }),
]
