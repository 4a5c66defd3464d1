import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { ofMembers } from '../processes.ts'

const queries = queriesBy()
const { select, increase } = queries
const restarts = ofMembers(queries, `changes(${select(processMetrics.startTime)}[1m])`)
const third = { width: 8, height: 8, unit: 'short', softMax: 5 } as const

/** Below: replication, groups and records given up. */
export const causePanels = [
  timeSeries({
    ...third,
    id: 30,
    title: 'Replication',
    description:
      'Partitions that lack a replica, that refuse acks=all, and that have no leader; ' +
      'replicas that fell out of an ISR. Good: 0 throughout. A short rise after a restart is ' +
      'the follower catching up. More on Brokers.',
    runbooks: ['KafkaUnderReplicatedPartitions', 'KafkaIsrShrinking'],
    targets: [
      target(`sum(${select(brokerMetrics.underReplicatedPartitions)})`, 'under-replicated'),
      target(`sum(${select(brokerMetrics.underMinIsrPartitions)})`, 'below min ISR'),
      target(`max(${select(recordedMetrics.offlinePartitionsCount)})`, 'offline'),
      target(`sum(${increase(brokerMetrics.isrShrinks)})`, 'ISR shrinks'),
    ],
  }),
  timeSeries({
    ...third,
    id: 31,
    title: 'Rebalances and restarts',
    description:
      'Joins that a member of each group went through, and restarts of consumer processes ' +
      'within a minute. Good: 0; a deployment makes a few. While a group rebalances nobody ' +
      'consumes. More on Rebalances.',
    runbooks: ['KafkaConsumerRebalanceStorm', 'KafkaConsumerCrashLooping'],
    targets: [
      target(`max by (group) (${increase(consumerMetrics.rebalances)})`, '{{group}} joins'),
      target(`sum(${restarts})`, 'restarts of members'),
    ],
  }),
  timeSeries({
    ...third,
    id: 32,
    title: 'Records given up',
    description:
      'Records that a producer gave up after all retries, and records that a consumer wrote ' +
      'to the dead letter topic. Good: 0; each of them needs somebody. More on Producers and ' +
      'Ledger.',
    runbooks: ['KafkaProducerErrors', 'KafkaDeadLetterGrowing'],
    thresholds: [
      [null, 'green'],
      [1, 'red'],
    ],
    targets: [
      target(`sum(${increase(producerMetrics.recordErrors)})`, 'not sent'),
      target(`sum(${increase(consumerMetrics.deadLettered)})`, 'dead letters'),
    ],
  }),
]
