import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { topicGrowthUnbounded } from '../alerts/disk.ts'
import { gone, type Phase, ramp, steady } from '../samples.ts'
import { cluster, ofExporter } from './series.ts'

const topic = { topic: 'audit' }
const log = (broker: number) =>
  ofExporter(exporterMetrics.topicLogSizeBytes, {
    ...topic,
    partition: '0',
    broker: String(broker),
  })
const retention = (seconds: number, bytes: number, lasts: number) => ({
  [ofExporter(exporterMetrics.topicRetentionSeconds, topic)]: [steady(seconds, lasts)],
  [ofExporter(exporterMetrics.topicRetentionBytes, topic)]: [steady(bytes, lasts)],
})

export const growthCases = casesOf(topicGrowthUnbounded, ({ quiet, long, for: hold, profile }) => {
  const kept = (...phases: Phase[]) => ({ [log(1)]: phases, [log(2)]: phases, [log(3)]: phases })
  const off = retention(-1, -1, 2 * long)
  // Sizes are read less often than scraped, so the slope needs a moment to be right.
  const burst = profile === 'training' ? 4 : hold / 4
  return [
    {
      title: 'fires when a topic grows that nothing bounds',
      series: { ...kept(ramp(0, 2000, long)), ...off },
      fires: [
        {
          labels: { ...cluster, ...topic },
          summary: 'Nothing is ever deleted from audit',
          description:
            'audit grows by 5.859kiB a second, all replicas together, and neither retention.ms ' +
            'nor retention.bytes bounds it.',
        },
      ],
    },
    {
      title: 'stays silent where retention.ms bounds it',
      series: { ...kept(ramp(0, 2000, long)), ...retention(3600, -1, long) },
    },
    {
      title: 'stays silent where retention.bytes bounds it',
      series: { ...kept(ramp(0, 2000, long)), ...retention(-1, 1e9, long) },
    },
    {
      title: 'stays silent on a topic that is only compacted and has no retention to read',
      series: kept(ramp(0, 2000, long)),
    },
    {
      title: 'stays silent on an idle topic that keeps everything',
      series: { ...kept(steady(5e9, long)), ...off },
    },
    {
      title: 'stays silent once a short burst is over',
      series: {
        ...kept(steady(0, quiet), ramp(0, 2000, burst), steady(2000 * burst, 2 * long)),
        ...off,
      },
    },
    {
      title: 'stays silent when the exporter restarts',
      series: { ...kept(steady(5e6, quiet), gone(quiet), steady(5e6, quiet)), ...off },
    },
  ]
})
