import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { alert } from '../alert.ts'
import { type Jobs, ofJob } from '../jobs.ts'

const up = ({ kafka }: Jobs) => `${prometheusMetrics.up.name}{${ofJob(kafka)}}`
const activeControllers = brokerMetrics.activeControllerCount.name
/** Every broker has it; the controller's metrics are missing where it has a node of its own. */
const ofEachBroker = brokerMetrics.underReplicatedPartitions.name

/** The classic form of this rule, word for word. */
export const offlinePartitions = alert({
  name: 'KafkaOfflinePartitions',
  class: 'cause',
  severity: 'critical',
  expr: `${recordedMetrics.offlinePartitionsCount.name} > 0`,
  for: { training: '10s', production: '1m' },
  summary: 'Partitions without a leader in {{ $labels.cluster }}',
  description: '{{ $value }} partitions have no leader: nobody can read or write them.',
  dashboard: 'firedrill-brokers',
})

const brokerMissing = {
  name: 'KafkaBrokerDown',
  class: 'cause',
  severity: 'critical',
  dashboard: 'firedrill-brokers',
} as const

export const brokerDown = alert({
  ...brokerMissing,
  expr: (_params, jobs) => `${up(jobs)} == 0`,
  for: { training: '10s', production: '1m' },
  summary: 'Broker {{ $labels.instance }} does not answer',
  description:
    'The metrics endpoint of {{ $labels.instance }} gives no answer (up = {{ $value }}): the ' +
    'broker is stopped, frozen or unreachable.',
})

/**
 * A broker that service discovery has dropped, as with its pod, has no `up`: the controllers still
 * know it. Long enough for a restart, which ends with reading the logs while the agent answers; in
 * training for the start of a broker on a busy machine.
 */
export const brokerFenced = alert({
  ...brokerMissing,
  expr: (_params, jobs) =>
    `max by (cluster) (${brokerMetrics.fencedBrokers.name}) > 0` +
    ` unless on (cluster) ${up(jobs)} == 0`,
  for: { training: '60s', production: '3m' },
  labels: { reason: 'fenced' },
  summary: 'A broker of {{ $labels.cluster }} is fenced, and no target is down',
  description:
    '{{ $value }} registered brokers send the controller no heartbeat, and every target that is ' +
    'scraped answers: they are no longer targets, or do not reach the controller.',
})

export const metricsAbsent = alert({
  name: 'KafkaMetricsAbsent',
  class: 'cause',
  severity: 'critical',
  expr: (_params, jobs) =>
    `count by (cluster) (${up(jobs)})` +
    ` unless on (cluster) count by (cluster) (${ofEachBroker}) or absent(${up(jobs)})`,
  for: { training: '20s', production: '1m' },
  labels: { cluster: '{{ or $labels.cluster $externalLabels.cluster }}' },
  summary: 'No broker metrics at all',
  description:
    'Not one of {{ $value }} broker targets delivers metrics: the cluster is down, or the ' +
    'monitoring is blind. Every other broker alert is silent now.',
  dashboard: 'firedrill-brokers',
})

/** A node without the role reports 0, so the sum is 1; a lost quorum is seen here alone. */
export const activeControllerCount = alert({
  name: 'KafkaActiveControllerCount',
  class: 'cause',
  severity: 'critical',
  expr: `sum by (cluster) (${activeControllers}) != 1`,
  for: { training: '10s', production: '1m' },
  summary: 'Not exactly one active controller in {{ $labels.cluster }}',
  description:
    '{{ $value }} active controllers. With none, no leader is elected and no broker is ' +
    'fenced: other broker metrics keep their last good values.',
  dashboard: 'firedrill-brokers',
})
