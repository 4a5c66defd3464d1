import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { noneIsGood } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'
import { ofMembers } from '../processes.ts'

const queries = queriesBy('group')
const { select, increaseShown } = queries
const restarts = ofMembers(queries, `changes(${select(processMetrics.startTime)}[$__range])`)
const size = { width: 6, height: 4, unit: 'short' } as const
const unsettled = 'state=~"PreparingRebalance|CompletingRebalance|Assigning|Reconciling"'

/** Are the groups settled? */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Groups rebalancing',
    description:
      'Groups whose coordinator waits for members or hands out partitions now, in the words of ' +
      'both protocols. Good: 0; in a classic group nobody consumes meanwhile.',
    runbooks: ['KafkaConsumerRebalanceStorm'],
    thresholds: noneIsGood,
    targets: [target(`sum(${select(exporterMetrics.groupState, unsettled)})`, 'groups')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Most joins of a member',
    description:
      'How often the busiest member joined its group within the time shown. Good: 0, or one for ' +
      'each start of one of its peers. More than a few in 15 minutes is a storm.',
    decimals: 0,
    runbooks: ['KafkaConsumerRebalanceStorm'],
    thresholds: [
      [null, 'green'],
      [5, 'orange'],
      [8, 'red'],
    ],
    targets: [target(`max(${increaseShown(consumerMetrics.rebalances)})`, 'joins')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Restarts of consumers',
    description:
      'How often member processes started anew within the time shown. ' +
      'Good: as often as you deployed. Each restart makes two rebalances.',
    runbooks: ['KafkaConsumerCrashLooping'],
    thresholds: [
      [null, 'green'],
      [1, 'orange'],
      [3, 'red'],
    ],
    targets: [target(`sum(${restarts})`, 'restarts')],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Members without work',
    runbooks: ['KafkaConsumerIdleMembers'],
    description:
      'Members to which the assignment gave no partition. Good: 0. More members than ' +
      'partitions: they cost rebalances and do nothing.',
    thresholds: [
      [null, 'green'],
      [1, 'orange'],
    ],
    targets: [target(`sum(${select(exporterMetrics.groupIdleMembers)})`, 'idle')],
  }),
]
