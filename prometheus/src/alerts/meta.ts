import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { alert } from '../alert.ts'
import { jobs } from '../jobs.ts'

const up = `${prometheusMetrics.up.name}{job="${jobs.exporter}"}`
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
})

export const exporterDown = alert({
  name: 'ExporterDown',
  class: 'cause',
  severity: 'critical',
  expr: `${up} == 0 or absent(${up})`,
  for: { training: '10s', production: '1m' },
  labels: cluster,
  summary: 'The lag exporter does not answer',
  description:
    'No scrape of the exporter succeeds (value {{ $value }}): alerts on lag, groups and the ' +
    'ledger are blind.',
})
