import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { alert } from '../alert.ts'

const { clientThrottleTime, clientByteRate } = brokerMetrics
const perClient = 'by (cluster, quota, request)'

/**
 * Brokers answer at once and then do not listen for the time that they name, so no request of the
 * client gets slow and nothing is counted as an error: only the broker's own figure tells. It keeps
 * its last value when the quota is gone, the bytes do not. A client that sends once in a while has
 * moments of no bytes.
 */
export const clientThrottled = alert({
  name: 'KafkaClientThrottled',
  class: 'cause',
  severity: 'warning',
  params: { training: { window: '20s' }, production: { window: '2m' } },
  expr: ({ window }) =>
    `max ${perClient} (${clientThrottleTime.name}) > 100` +
    ` and max ${perClient} (max_over_time(${clientByteRate.name}[${window}])) > 0`,
  for: { training: '15s', production: '5m' },
  summary: 'A quota throttles {{ $labels.quota }}',
  description:
    'The brokers make {{ $labels.quota }} wait {{ $value | printf "%.0f" }} ms on average after ' +
    'a request ({{ $labels.request }}), over 100 ms: it wants more than its quota allows.',
  dashboard: 'firedrill-producers',
})
