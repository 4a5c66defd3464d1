import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { alert } from '../alert.ts'
import { type Jobs, ofJob } from '../jobs.ts'
import { scrapeTimeoutSeconds } from '../profiles.ts'

const up = ({ exporter }: Jobs) => `${prometheusMetrics.up.name}{${ofJob(exporter)}}`
const offsets = exporterMetrics.partitionEndOffset.name
const cluster = { cluster: '{{ or $labels.cluster $externalLabels.cluster }}' }

/** Always firing: whoever receives it no more knows that the alerting itself is broken. */
export const watchdog = alert({
  name: 'Watchdog',
  class: 'cause',
  severity: 'none',
  expr: 'vector(1)',
  for: { training: '0s', production: '0s' },
  labels: cluster,
  summary: 'Alerting works',
  description: 'Always firing ({{ $value }}). If it stops, alerts no longer arrive.',
  dashboard: 'firedrill-overview',
})

const exporterFails = {
  name: 'ExporterDown',
  class: 'cause',
  labels: cluster,
  dashboard: 'firedrill-overview',
} as const

/** Where two run so that one may fail, the other still sees everything. */
export const exporterDown = alert({
  ...exporterFails,
  severity: 'critical',
  expr: (_params, jobs) => `max by (cluster) (${up(jobs)}) == 0 or absent(${up(jobs)})`,
  for: { training: '10s', production: '1m' },
  summary: 'No lag exporter answers',
  description:
    'No scrape of an exporter succeeds (value {{ $value }}): alerts on lag, groups and the ' +
    'ledger are blind.',
})

/** One of several that shows nothing of Kafka while another does; the value is its `up`. */
export const oneExporterDown = alert({
  ...exporterFails,
  severity: 'warning',
  expr: (_params, jobs) =>
    `${up(jobs)} unless on (cluster, job, instance) ${offsets}` +
    ` and on (cluster) count by (cluster) (${offsets})`,
  for: { training: '30s', production: '5m' },
  summary: 'One of the lag exporters is lost: {{ $labels.instance }}',
  description:
    '{{ $labels.instance }} shows nothing of Kafka (up = {{ $value }}). Another exporter still ' +
    'does; if that one fails too, alerts on lag, groups and the ledger are blind.',
})

/**
 * Answers, and has nothing to say: a login that was revoked, a permission that is gone. Where no
 * broker answers or none is the controller, that is what is wrong, and other alerts say it.
 */
export const exporterBlind = alert({
  ...exporterFails,
  severity: 'critical',
  expr: (_params, jobs) =>
    `max by (cluster) (${up(jobs)}) == 1 unless on (cluster) ${offsets}` +
    ` unless on (cluster) max by (cluster) (${prometheusMetrics.up.name}{${ofJob(jobs.kafka)}}) == 0` +
    ` unless on (cluster) sum by (cluster) (${brokerMetrics.activeControllerCount.name}) != 1`,
  for: { training: '30s', production: '2m' },
  labels: { ...cluster, reason: 'blind' },
  summary: 'The lag exporter sees nothing of Kafka',
  description:
    'An exporter answers (up = {{ $value }}), and none shows the offset of a single partition: ' +
    'alerts on lag and groups are blind, though brokers answer.',
})

const ofTimeout = 0.75

/** A scrape that fails lasts as long as its timeout: a target that is down is not slow. */
export const scrapeSlow = alert({
  name: 'ScrapeSlow',
  class: 'cause',
  severity: 'warning',
  params: {
    training: { window: '20s', limit: ofTimeout * scrapeTimeoutSeconds.training },
    production: { window: '2m', limit: ofTimeout * scrapeTimeoutSeconds.production },
  },
  expr: ({ window, limit }, { kafka, producer, consumer, exporter, chaos }) => {
    const ours = ofJob(kafka, producer, consumer, exporter, chaos)
    return (
      `avg_over_time(${prometheusMetrics.scrapeDuration.name}{${ours}}[${window}]) > ${limit}` +
      ` and on (cluster, job, instance) min_over_time(${prometheusMetrics.up.name}[${window}]) == 1`
    )
  },
  for: { training: '30s', production: '5m' },
  summary: 'Scrapes of {{ $labels.instance }} take long',
  description:
    'A scrape of {{ $labels.instance }} takes {{ $value | humanizeDuration }}, close to its ' +
    'timeout: soon its metrics will be missing, and its alerts silent.',
  dashboard: 'firedrill-overview',
})
