import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { casesOf } from '../alert-case.ts'
import { exporterDown, watchdog } from '../alerts/meta.ts'
import { notYet, steady } from '../samples.ts'
import { cluster, ofTarget } from './series.ts'

const up = ofTarget(prometheusMetrics.up, 'exporter', 'exporter')
const text = (value: number) => ({
  summary: 'The lag exporter does not answer',
  description:
    `No scrape of the exporter succeeds (value ${value}): alerts on lag, groups and the ledger ` +
    'are blind.',
})

const watchdogCases = casesOf(watchdog, ({ quiet }) => [
  {
    title: 'fires without any input',
    series: { [up]: [notYet(quiet)] },
    fires: [
      {
        labels: cluster,
        summary: 'Alerting works',
        description: 'Always firing (1). If it stops, alerts no longer arrive.',
      },
    ],
  },
])

const exporterCases = casesOf(exporterDown, ({ quiet, long, short }) => [
  {
    title: 'fires when the scrape fails',
    series: { [up]: [steady(1, quiet), steady(0, long)] },
    fires: [
      {
        labels: { ...cluster, job: 'exporter', instance: 'exporter' },
        ...text(0),
      },
    ],
  },
  {
    title: 'fires when nobody scrapes it',
    series: { [up]: [notYet(long)] },
    fires: [{ labels: { ...cluster, job: 'exporter' }, ...text(1) }],
  },
  {
    title: 'stays silent during a restart',
    series: { [up]: [steady(1, quiet), steady(0, short)] },
  },
])

export const metaCases = [watchdogCases, exporterCases]
