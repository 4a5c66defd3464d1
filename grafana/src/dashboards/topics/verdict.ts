import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { noneIsGood } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'

const { select } = queriesBy('topic')
const size = { width: 6, height: 4, unit: 'short' } as const
const onBroker = select(recordedMetrics.brokerLogBytes)
const budget = `scalar(max(${select(exporterMetrics.diskBudgetBytes)}))`
const replicas = select(exporterMetrics.partitionReplicas)
const off = (metric: keyof typeof exporterMetrics) =>
  `(${select(exporterMetrics[metric])} == bool -1)`

/** How full, and what never ends. */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Fullest broker',
    runbooks: ['KafkaDiskFilling'],
    description:
      'Logs of the broker that holds most, as a share of the budget for one broker. Good: below ' +
      '70 %, and steady. Without a value no budget is set.',
    unit: 'percentunit',
    decimals: 0,
    thresholds: [
      [null, 'green'],
      [0.7, 'orange'],
      [0.85, 'red'],
    ],
    targets: [target(`max(${onBroker}) / ${budget}`, 'of its budget')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Full in',
    runbooks: ['KafkaDiskFilling'],
    description:
      'Time until the first broker has used its budget, at the growth of the last 15 minutes. ' +
      'Good: days, or no value: nothing grows.',
    unit: 's',
    noValue: 'Nothing grows',
    thresholds: [
      [null, 'red'],
      [3600, 'orange'],
      [86_400, 'green'],
    ],
    targets: [target(`min((${budget} - ${onBroker}) / (deriv(${onBroker}[15m]) > 0))`, 'left')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Topics that keep everything',
    runbooks: ['KafkaTopicGrowthUnbounded'],
    description:
      'Topics with retention off in time and in bytes, compacted ones left out. Good: 0; such a ' +
      'topic ends when the disk does.',
    thresholds: noneIsGood,
    targets: [
      target(`sum(${off('topicRetentionSeconds')} * ${off('topicRetentionBytes')})`, 'topics'),
    ],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Replicas missing',
    description:
      'Replicas that are assigned and not in sync. Good: 0. As many as a third of all: a broker ' +
      'is down.',
    runbooks: ['KafkaUnderReplicatedPartitions'],
    thresholds: noneIsGood,
    targets: [
      target(`sum(${replicas} - ${select(exporterMetrics.partitionInSyncReplicas)})`, 'missing'),
    ],
  }),
]
