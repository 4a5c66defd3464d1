import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { firingAlerts } from '../firing-alerts.ts'

const { select } = queriesBy()
const half = { width: 12, height: 7, unit: 'short', softMax: 5 } as const

/** The same lag under a rule that everybody writes first, and under ours. */
export const lessonPanels = [
  timeSeries({
    ...half,
    id: 30,
    title: 'Lesson: a naive rule, lag > 0',
    description:
      'How many alerts the rule `kafka_consumer_group_lag > 0` would raise at each moment, on ' +
      'the whole cluster. Good: 0 in health, and it is not. It cries all day, since between two ' +
      'commits there is always lag; and a group that never committed has none, so it is silent ' +
      'when nothing is read at all.',
    targets: [
      target(`sum(${select(exporterMetrics.groupLag)} > bool 0)`, 'alerts of the naive rule'),
    ],
  }),
  timeSeries({
    ...half,
    id: 31,
    title: 'Lesson: our rules, somebody suffers',
    description:
      'How many of our alerts on lag and groups fire at the same moment: growing steadily, too ' +
      'old, stuck, nobody there, one partition far behind. Good: 0, until one of them is true.',
    runbooks: ['KafkaConsumerLagGrowing', 'KafkaConsumerStalled'],
    targets: [
      target(
        firingAlerts('KafkaConsumer(Lag.*|Stalled|IdleWithBacklog|GroupEmpty|PartitionSkew)'),
        'our alerts',
      ),
    ],
  }),
]
