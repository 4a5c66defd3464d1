import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { timeSeries } from '../panels/time-series.ts'
import { increase, select, target } from '../queries.ts'

const third = { width: 8, height: 8, unit: 'short', softMax: 5 } as const

/** Below: replication and groups. */
export const causePanels = [
  timeSeries({
    ...third,
    id: 30,
    title: 'Replication',
    description:
      'Partitions that lack a replica, that refuse acks=all, and that have no leader; ' +
      'replicas that fell out of an ISR. Good: 0 throughout. A short rise after a restart is ' +
      'the follower catching up.',
    targets: [
      target(
        `sum by (instance) (${select(brokerMetrics.underReplicatedPartitions)})`,
        'under-replicated, led by {{instance}}',
      ),
      target(`sum(${select(brokerMetrics.underMinIsrPartitions)})`, 'below min ISR'),
      target(select(recordedMetrics.offlinePartitionsCount), 'offline'),
      target(`max(${select(brokerMetrics.fencedBrokers)})`, 'brokers fenced'),
      target(`sum(${increase(brokerMetrics.isrShrinks)})`, 'ISR shrinks'),
    ],
  }),
  timeSeries({
    ...third,
    id: 31,
    title: 'Rebalances',
    description:
      'Joins that a member of each group went through, and what the coordinators count, all ' +
      'groups together. Good: 0; a start or a deployment makes a few. While a group ' +
      'rebalances nobody consumes.',
    targets: [
      target(`max by (group) (${increase(consumerMetrics.rebalances)})`, '{{group}}'),
      target(
        `sum by (protocol) (${increase(brokerMetrics.groupCoordinatorRebalances)})`,
        'coordinators, {{protocol}} protocol',
      ),
    ],
  }),
  timeSeries({
    ...third,
    id: 32,
    title: 'Members and restarts',
    description:
      'Members of each group as its coordinator reports them, and restarts of consumer ' +
      'processes in the last five minutes. Good: the number you deployed, and no restarts.',
    targets: [
      target(`sum by (group) (${select(exporterMetrics.groupMembers)})`, '{{group}}'),
      target(
        `changes(${select(processMetrics.startTime, 'job="consumer"')}[5m]) > 0`,
        'restarts of {{instance}}',
      ),
    ],
  }),
]
