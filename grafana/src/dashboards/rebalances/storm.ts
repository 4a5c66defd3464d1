import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { increase, mean } = queriesBy('group')
const third = { width: 8, height: 8, unit: 'short' } as const

/** How often, as members and as coordinators count it, and for how long. */
export const stormPanels = [
  timeSeries({
    ...third,
    id: 10,
    title: 'Joins',
    description:
      'Joins that a member of each group went through, the first of its life included. Good: 0; ' +
      'a deployment makes a few. Peaks at even distances: members exceed their session and come ' +
      'back, again and again.',
    softMax: 5,
    runbooks: ['KafkaConsumerRebalanceStorm'],
    targets: [target(`max by (group) (${increase(consumerMetrics.rebalances)})`, '{{group}}')],
  }),
  timeSeries({
    ...third,
    id: 11,
    title: 'Rebalances the coordinators count',
    description:
      'Rebalances completed on the brokers, by protocol, all groups of the cluster together: it ' +
      'also sees members that report nothing themselves. Good: 0, a few with a deployment.',
    softMax: 5,
    runbooks: ['KafkaConsumerRebalanceStorm'],
    targets: [
      target(
        `sum by (protocol) (${increase(brokerMetrics.groupCoordinatorRebalances)})`,
        '{{protocol}} protocol',
      ),
    ],
  }),
  timeSeries({
    ...third,
    id: 12,
    title: 'Time to join',
    description:
      'Mean time that a member spends joining and syncing: as long nobody in its group ' +
      'consumes. Good: below a few seconds. Long: the coordinator waits for a member that is ' +
      'busy or gone. Lines only where somebody joined.',
    unit: 's',
    noValue: 'Nobody joined',
    targets: [target(mean(consumerMetrics.rebalanceDuration, 'group'), '{{group}}')],
  }),
]
