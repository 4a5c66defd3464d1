import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { noneIsGood } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'

const { select } = queriesBy('group', 'topic')
const size = { width: 6, height: 4, unit: 'short' } as const
const members = select(exporterMetrics.groupMembers)

/** Does anybody lag, and is anybody there? */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Groups without members',
    description:
      'Consumer groups that nobody belongs to any more. Good: 0; records wait until somebody ' +
      'returns. Groups that only commit never had members and are not counted.',
    runbooks: ['KafkaConsumerGroupEmpty'],
    thresholds: noneIsGood,
    targets: [target(`count(${members}) - sum(${members} > bool 0)`, 'empty')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Oldest waiting record',
    description:
      'Age of the oldest record that a group has yet to process; while a backlog drains also the ' +
      'time until the slowest is gone. Good: a few seconds. 60 s is a ticket and 300 s a page in ' +
      'production.',
    unit: 's',
    runbooks: ['KafkaConsumerLagSeconds'],
    thresholds: [
      [null, 'green'],
      [60, 'orange'],
      [300, 'red'],
    ],
    targets: [
      target(`max(${select(exporterMetrics.groupLagSeconds)})`, 'age'),
      target(`max(${select(recordedMetrics.groupLagDrainSeconds)})`, 'until it is gone'),
    ],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Lag grows by',
    description:
      'The steepest growth of the lag of a group on a topic, in records a second. Good: about ' +
      '0, or below while a backlog drains. Above 0 for minutes: the group will never keep up.',
    decimals: 1,
    runbooks: ['KafkaConsumerLagGrowing'],
    thresholds: [
      [null, 'green'],
      [5, 'orange'],
    ],
    targets: [target(`max(${select(recordedMetrics.groupLagDeriv)})`, 'records/s')],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Partitions never committed',
    runbooks: ['KafkaConsumerIdleWithBacklog'],
    description:
      'Assigned partitions that hold records and for which the group has committed nothing: it ' +
      'runs, its lag is absent, and it reads nothing. Good: 0; for a moment after a first ' +
      'start it may be more.',
    thresholds: noneIsGood,
    targets: [target(`sum(${select(exporterMetrics.partitionsWithoutCommit)})`, 'partitions')],
  }),
]
