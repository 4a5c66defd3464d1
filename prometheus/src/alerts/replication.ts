import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { alert } from '../alert.ts'

/** The classic form of this rule, word for word. */
export const underReplicatedPartitions = alert({
  name: 'KafkaUnderReplicatedPartitions',
  class: 'cause',
  severity: 'warning',
  expr: `${brokerMetrics.underReplicatedPartitions.name} > 0`,
  for: { training: '15s', production: '5m' },
  summary: 'Under-replicated partitions led by {{ $labels.instance }}',
  description:
    '{{ $value }} partitions led by {{ $labels.instance }} have fewer replicas in sync than ' +
    'assigned: one more loss may make them unavailable.',
  dashboard: 'firedrill-brokers',
})

export const underMinIsr = alert({
  name: 'KafkaUnderMinIsr',
  class: 'cause',
  severity: 'critical',
  expr: `sum by (cluster) (${brokerMetrics.underMinIsrPartitions.name}) > 0`,
  for: { training: '10s', production: '1m' },
  summary: 'Partitions below min.insync.replicas in {{ $labels.cluster }}',
  description:
    '{{ $value }} partitions have fewer replicas in sync than min.insync.replicas: producers ' +
    'with acks=all are refused there.',
  dashboard: 'firedrill-brokers',
})

/** Shrinks alone: an expansion is the recovery. */
export const isrShrinking = alert({
  name: 'KafkaIsrShrinking',
  class: 'symptom',
  severity: 'warning',
  params: { training: { window: '1m' }, production: { window: '10m' } },
  expr: ({ window }) =>
    `sum by (cluster) (increase(${brokerMetrics.isrShrinks.name}[${window}])) > 0`,
  for: { training: '0s', production: '0s' },
  summary: 'Replicas fall out of the ISR in {{ $labels.cluster }}',
  description:
    'About {{ $value | printf "%.0f" }} times a replica left an ISR lately: a follower is ' +
    'down, frozen or too slow.',
  dashboard: 'firedrill-brokers',
})

/** Every controller node counts each election: max. `increase`, as the counter never falls. */
export const uncleanLeaderElection = alert({
  name: 'KafkaUncleanLeaderElection',
  class: 'cause',
  severity: 'critical',
  params: { training: { window: '1m' }, production: { window: '10m' } },
  expr: ({ window }) =>
    `max by (cluster) (increase(${brokerMetrics.uncleanLeaderElections.name}[${window}])) > 0`,
  for: { training: '0s', production: '0s' },
  summary: 'A replica that had fallen behind was made leader in {{ $labels.cluster }}',
  description:
    'About {{ $value | printf "%.0f" }} partitions got a leader from outside the ISR lately: ' +
    'acknowledged records that it had not copied are lost.',
  dashboard: 'firedrill-brokers',
})
