import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { noneIsGood } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'
import { ofBrokers } from '../processes.ts'

// The verdict is on the whole cluster, whichever brokers are chosen below.
const { select } = queriesBy()
const size = { width: 4, height: 4, unit: 'short' } as const
const up = ofBrokers(select(prometheusMetrics.up))

/** The counts of the classic rules, and what they leave out. */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Brokers down',
    description:
      'Brokers whose metrics cannot be read: stopped, frozen or unreachable. Good: 0. Without a ' +
      'value Prometheus knows no broker.',
    runbooks: ['KafkaBrokerDown', 'KafkaMetricsAbsent'],
    thresholds: noneIsGood,
    targets: [target(`count(${up}) - sum(${up})`, 'down')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Active controllers',
    description:
      'Sum over all nodes. Good: exactly 1. With 0 no leader is elected and no broker fenced: ' +
      'the other numbers keep their last good values.',
    runbooks: ['KafkaActiveControllerCount'],
    thresholds: [
      [null, 'red'],
      [1, 'green'],
      [2, 'red'],
    ],
    targets: [target(`sum(${select(brokerMetrics.activeControllerCount)})`, 'controllers')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Offline partitions',
    description:
      'Partitions without a leader: nobody can read or write them. Good: 0; anything above is ' +
      'critical at once.',
    runbooks: ['KafkaOfflinePartitions'],
    thresholds: noneIsGood,
    targets: [target(`max(${select(recordedMetrics.offlinePartitionsCount)})`, 'offline')],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Under-replicated',
    description:
      'Partitions with fewer replicas in sync than assigned, over all leaders. Good: 0; for a ' +
      'few seconds after a restart it may be more.',
    runbooks: ['KafkaUnderReplicatedPartitions'],
    thresholds: noneIsGood,
    targets: [target(`sum(${select(brokerMetrics.underReplicatedPartitions)})`, 'partitions')],
  }),
  stat({
    ...size,
    id: 5,
    title: 'Below min ISR',
    description:
      'Partitions with fewer replicas in sync than min.insync.replicas: producers with acks=all ' +
      'are refused there. Good: 0.',
    runbooks: ['KafkaUnderMinIsr'],
    thresholds: noneIsGood,
    targets: [target(`sum(${select(brokerMetrics.underMinIsrPartitions)})`, 'partitions')],
  }),
  stat({
    ...size,
    id: 6,
    title: 'Leaders misplaced',
    description:
      'Partitions that another replica than the preferred one leads. Good: 0. After a restart ' +
      'leadership returns by itself within five minutes; until then the load is uneven.',
    thresholds: [
      [null, 'green'],
      [1, 'orange'],
    ],
    targets: [target(`max(${select(brokerMetrics.preferredReplicaImbalance)})`, 'partitions')],
  }),
]
