import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { budgetFilling } from '../alerts/disk.ts'
import { gone, type Phase, ramp, steady } from '../samples.ts'
import { compactionCases } from './compaction.ts'
import { cluster, ofExporter } from './series.ts'
import { growthCases } from './topic-growth.ts'
import { volumeCases } from './volumes.ts'

const logOf = (topic: string) =>
  ofExporter(exporterMetrics.topicLogSizeBytes, { topic, partition: '0', broker: '2' })
const budget = ofExporter(exporterMetrics.diskBudgetBytes)

const full = (percent: number) => [
  {
    labels: { ...cluster, broker: '2' },
    summary: 'Disk of broker 2 fills up',
    description:
      `The logs of broker 2 take ${percent}% of their disk budget; a broker whose disk is full ` +
      'stops.',
  },
]

/** The prediction looks at hours, but a shorter past will do for it. */
const budgetCases = casesOf(budgetFilling, ({ for: hold, scrape }) => {
  const seconds = hold + 8 * scrape
  const with100 = (...phases: Phase[]) => ({
    [logOf('audit')]: phases,
    [budget]: [steady(100, 4 * seconds)],
  })
  const perSecond = 17 / seconds
  const grown = 70 + perSecond * (Math.ceil(seconds / scrape) - 1) * scrape
  return [
    {
      title: 'adds up the logs of a broker that is nearly full',
      series: {
        [logOf('audit')]: [steady(900, seconds)],
        [logOf('orders')]: [steady(20, seconds)],
        [budget]: [steady(1000, seconds)],
      },
      fires: full(92),
    },
    {
      title: 'fires early when the broker will be full soon',
      series: with100(ramp(70, perSecond, seconds)),
      fires: full(Number(grown.toPrecision(4))),
    },
    {
      title: 'stays silent at a disk that is well used and stays so',
      series: with100(steady(80, 2 * seconds)),
    },
    {
      title: 'stays silent while little is used, however fast it grows',
      series: with100(ramp(5, 30 / seconds, seconds)),
    },
    {
      title: 'stays silent while retention deletes what comes in',
      series: with100(...Array.from({ length: 12 }, () => ramp(65, 8 / seconds, seconds / 4))),
    },
    {
      title: 'starts anew after a round in which sizes could not be read',
      series: with100(steady(95, seconds - 8 * scrape), gone(2 * scrape), steady(95, 4 * scrape)),
    },
    {
      title: 'stays silent where no budget is set',
      series: { [logOf('audit')]: [ramp(1e9, 1e6, seconds)] },
    },
  ]
})

export const diskCases = [budgetCases, volumeCases, growthCases, ...compactionCases]
