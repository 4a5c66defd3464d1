import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { alert } from '../alert.ts'
import { ofJob } from '../jobs.ts'

const sentRate = recordedMetrics.producerSendRate.name
const usualRate = recordedMetrics.producerUsualRate.name

/** The window outlasts `for`: even one failed record is seen, and seen once. */
export const producerErrors = alert({
  name: 'KafkaProducerErrors',
  class: 'symptom',
  severity: 'warning',
  params: { training: { window: '30s' }, production: { window: '5m' } },
  expr: ({ window }) =>
    'sum by (cluster, topic, error) ' +
    `(increase(${producerMetrics.recordErrors.name}[${window}])) > 0`,
  for: { training: '5s', production: '1m' },
  summary: 'Records for {{ $labels.topic }} are given up: {{ $labels.error }}',
  description:
    'About {{ $value | printf "%.0f" }} records for {{ $labels.topic }} were given up lately ' +
    'after all retries, with {{ $labels.error }}: the application has to deal with each of ' +
    'them.',
  dashboard: 'firedrill-producers',
})

export const sentBelowOffered = alert({
  name: 'KafkaProducerThroughputDrop',
  class: 'symptom',
  severity: 'warning',
  params: { training: { window: '20s' }, production: { window: '1m' } },
  expr: ({ window }) => {
    const rate = `rate(${producerMetrics.offeredRecords.name}[${window}])`
    const offered = `sum by (cluster, topic) (${rate})`
    const share = `${sentRate} / on (cluster, topic) ${offered}`
    return `${share} < 0.8 and on (cluster, topic) ${offered} > 1`
  },
  for: { training: '15s', production: '2m' },
  labels: { reason: 'below-offered' },
  summary: 'Producers of {{ $labels.topic }} fall behind what they are offered',
  description:
    'Only {{ $value | humanizePercentage }} of the records offered for {{ $labels.topic }} ' +
    'get through: the rest waits in the send buffer or is refused.',
  dashboard: 'firedrill-producers',
})

/**
 * Fires as long as the outage lasts, up to the whole of the past that `usualRate` looks at. A stream
 * that was moved to another topic is no drop: its producers live and no longer speak of the topic.
 */
export const sentBelowOwnPast = alert({
  name: 'KafkaProducerThroughputDrop',
  class: 'symptom',
  severity: 'warning',
  expr: (_params, jobs) => {
    const dropped = `${usualRate} > 1 unless on (cluster, topic) ${sentRate} >= 0.5 * ${usualRate}`
    const sent = producerMetrics.recordsSent.name
    const down = `${prometheusMetrics.up.name}{${ofJob(jobs.producer)}} == 0`
    return [
      `${dropped} and on (cluster, topic) ${sent}`,
      `${dropped} unless on (cluster) ${sent}`,
      `${dropped} and on (cluster) ${down}`,
    ].join(' or ')
  },
  for: { training: '15s', production: '2m' },
  labels: { reason: 'below-own-past' },
  summary: 'Producers of {{ $labels.topic }} send far less than usual',
  description:
    'Less than half of the usual {{ $value | humanize }} records a second reach ' +
    '{{ $labels.topic }}: producers are down, or have nothing to send.',
  dashboard: 'firedrill-producers',
})
