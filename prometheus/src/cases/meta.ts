import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { casesOf } from '../alert-case.ts'
import { scrapeSlow, watchdog } from '../alerts/meta.ts'
import { gone, notYet, steady } from '../samples.ts'
import { exporterCases } from './exporters.ts'
import { cluster, ofBroker, ofTarget } from './series.ts'

const up = ofTarget(prometheusMetrics.up, 'exporter', 'exporter')

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

const lasts = ofBroker(prometheusMetrics.scrapeDuration, 2)
const answers = ofBroker(prometheusMetrics.up, 2)
const other = ofTarget(prometheusMetrics.scrapeDuration, 'node', 'host')
const otherUp = ofTarget(prometheusMetrics.up, 'node', 'host')

const slowCases = casesOf(scrapeSlow, ({ quiet, long, scrape, profile }) => {
  const [slow, text] = profile === 'training' ? ([1.8, '1.8s'] as const) : ([9, '9s'] as const)
  return [
    {
      title: 'names the target that takes nearly as long as its timeout',
      series: {
        [lasts]: [steady(0.05, quiet), steady(slow, long)],
        [answers]: [steady(1, quiet + long)],
      },
      fires: [
        {
          labels: { ...cluster, job: 'kafka', instance: 'kafka-2' },
          summary: 'Scrapes of kafka-2 take long',
          description:
            `A scrape of kafka-2 takes ${text}, close to its timeout: soon its metrics will be ` +
            'missing, and its alerts silent.',
        },
      ],
    },
    {
      title: 'leaves a target that does not answer, until its timeout, to other alerts',
      series: { [lasts]: [steady(slow, long)], [answers]: [steady(0, long)] },
    },
    {
      title: 'stays silent when a target comes back: its failures still count as slow for a while',
      series: {
        [lasts]: [steady(slow, long), steady(0.05, 2 * scrape)],
        [answers]: [steady(0, long), steady(1, 2 * scrape)],
      },
    },
    {
      title: 'stays silent at a slow scrape now and then',
      series: {
        [lasts]: Array.from({ length: 12 }, () => [
          steady(slow, scrape),
          steady(0.1, 3 * scrape),
        ]).flat(),
        [answers]: [steady(1, 48 * scrape)],
      },
    },
    {
      title: 'stays silent while nothing is scraped',
      series: { [lasts]: [gone(long)], [answers]: [gone(long)] },
    },
    {
      title: 'does not look at jobs that are none of ours',
      series: { [other]: [steady(slow, long)], [otherUp]: [steady(1, long)] },
    },
  ]
})

export const metaCases = [watchdogCases, ...exporterCases, slowCases]
