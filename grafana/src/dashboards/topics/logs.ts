import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select, rate } = queriesBy('topic')
const third = { width: 8, height: 8, unit: 'short' } as const

/** What is written, what is deleted, what is held back. */
export const logPanels = [
  timeSeries({
    ...third,
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
    ...third,
    id: 21,
    title: 'Held back by transactions',
    description:
      'Records that readers with read_committed wait for, and the age in seconds of the oldest ' +
      'open transaction. Good: 0, and no age: none is open. Both rising: a producer died in ' +
      'the middle.',
    softMax: 10,
    targets: [
      target(
        `max by (topic) (${select(exporterMetrics.lastStableOffsetLag)})`,
        '{{topic}} records',
      ),
      target(
        `max by (topic) (${select(exporterMetrics.transactionOpenSeconds)})`,
        '{{topic}} open for seconds',
      ),
    ],
  }),
  timeSeries({
    ...third,
    id: 22,
    title: 'Dirtiest compacted log',
    description:
      'Percent of the dirtiest log of each broker that the cleaner has never seen. Good: below ' +
      '50, where it starts by itself. Near 100 for long: the cleaner has given up or is dead, ' +
      'and consumer offsets pile up.',
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
