import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { budgetFilling, volumeFilling } from '../alerts/disk.ts'
import { gone, type Phase, steady } from '../samples.ts'
import { cluster, ofExporter } from './series.ts'

const { diskBudgetBytes, logDirTotalBytes, logDirUsableBytes, topicLogSizeBytes } = exporterMetrics
const summary = 'Disk of broker 2 fills up'

const nearlyFull = (log_dir: string) => ({
  labels: { ...cluster, broker: '2', log_dir },
  summary,
  description: `Of the volume under ${log_dir} of broker 2 1% is left; a broker whose disk is full stops.`,
})

/** A volume of 1000 bytes of broker 2, and what is left of it. */
function volume(logDir: string, ...usable: Phase[]) {
  const labels = { broker: '2', log_dir: logDir }
  const seconds = usable.reduce((sum, phase) => sum + phase.seconds, 0)
  return {
    [ofExporter(logDirTotalBytes, labels)]: [steady(1000, seconds)],
    [ofExporter(logDirUsableBytes, labels)]: usable,
  }
}

/** The logs of broker 2, within a budget of 1000 bytes or not. */
function logs(bytes: number, seconds: number) {
  const labels = { topic: 'audit', partition: '0', broker: '2' }
  return {
    [ofExporter(topicLogSizeBytes, labels)]: [steady(bytes, seconds)],
    [ofExporter(diskBudgetBytes)]: [steady(1000, seconds)],
  }
}

export const volumeCases = casesOf(volumeFilling, ({ quiet, long, short, scrape, profile }) => [
  {
    title: 'names the volume that is nearly full, beside one that is not',
    series: {
      ...volume('/disk-1', steady(500, quiet), steady(10, long)),
      ...volume('/disk-2', steady(500, quiet + long)),
    },
    fires: [nearlyFull('/disk-1')],
  },
  {
    title: 'fires though the logs keep to their budget: something else fills the volume',
    series: { ...volume('/disk-1', steady(10, long)), ...logs(300, long) },
    fires: [nearlyFull('/disk-1')],
  },
  {
    title: 'stands beside the budget that is used up',
    series: { ...volume('/disk-1', steady(10, long)), ...logs(950, long) },
    fires: [
      nearlyFull('/disk-1'),
      {
        rule: budgetFilling,
        labels: { ...cluster, broker: '2' },
        summary,
        description:
          'The logs of broker 2 take 95% of their disk budget; a broker whose disk is full stops.',
      },
    ],
  },
  {
    title: 'stays silent while a little more is left',
    series: volume('/disk-1', steady(profile === 'training' ? 21 : 151, long)),
  },
  {
    title: 'stays silent when it is emptied in time',
    series: volume('/disk-1', steady(10, short), steady(500, quiet)),
  },
  {
    title: 'starts anew after readings that failed',
    series: volume(
      '/disk-1',
      steady(10, short),
      gone(quiet),
      steady(10, Math.min(short, 4 * scrape)),
    ),
  },
  {
    title: 'stays silent where the broker does not tell the sizes of its volumes',
    series: logs(300, long),
  },
])
