import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select, rate, increase } = queriesBy('broker')
const quarter = { width: 12, height: 8 } as const

/** Who falls behind whom, and how the disks answer. */
export const replicationPanels = [
  timeSeries({
    ...quarter,
    id: 20,
    title: 'Replicas out of sync',
    description:
      'Partitions of each leader that lack a replica, and times that a replica fell out of an ' +
      'ISR. Good: 0 throughout. All leaders but one affected: that one broker is down. One ' +
      'leader alone: it is the slow one.',
    unit: 'short',
    runbooks: ['KafkaUnderReplicatedPartitions', 'KafkaIsrShrinking'],
    softMax: 5,
    targets: [
      target(
        `sum by (instance) (${select(brokerMetrics.underReplicatedPartitions)})`,
        '{{instance}} under-replicated',
      ),
      target(
        `sum by (instance) (${increase(brokerMetrics.isrShrinks)})`,
        '{{instance}} ISR shrinks',
      ),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 21,
    title: 'Brokers fenced, unclean elections',
    runbooks: ['KafkaUncleanLeaderElection'],
    description:
      'Brokers that the controller has shut out, and leaders elected from outside the ISR: with ' +
      'them acknowledged records are lost. Good: 0 and 0. Every controller counts them, so the ' +
      'highest is shown, not the sum.',
    unit: 'short',
    softMax: 3,
    targets: [
      target(`max(${select(brokerMetrics.fencedBrokers)})`, 'fenced'),
      target(`max(${increase(brokerMetrics.uncleanLeaderElections)})`, 'unclean elections'),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 22,
    title: 'Log flush latency',
    runbooks: ['KafkaLogFlushSlow'],
    description:
      'Time of a forced write to the disk: the mean of those that just ended, and the 99th ' +
      'percentile of a sample that remembers minutes. Good: a flat mean, whatever its height; one ' +
      'broker above the others has a slow disk. Kafka seldom forces: look at the rate beside it too.',
    unit: 'ms',
    targets: [
      target(select(recordedMetrics.logFlushMean), '{{instance}}, mean'),
      target(
        `max by (instance) (${select(brokerMetrics.logFlushLatency, 'quantile="0.99"')})`,
        '{{instance}}, p99',
      ),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 23,
    title: 'Log flushes',
    runbooks: ['KafkaLogFlushStorm'],
    description:
      'Forced writes a second on each broker. Good: a few, from the metadata log. As many as ' +
      'records: somebody set flush.messages=1, and every record waits for the disk on every ' +
      'replica.',
    unit: 'ops',
    softMax: 5,
    targets: [target(`sum by (instance) (${rate(brokerMetrics.logFlushes)})`, '{{instance}}')],
  }),
]
