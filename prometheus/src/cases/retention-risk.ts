import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { retentionRisk } from '../alerts/offsets.ts'
import { gone, steady } from '../samples.ts'
import { cluster, ofExporter } from './series.ts'

const topic = { topic: 'orders' }
const partition = { ...topic, partition: '0' }
const group = { group: 'payment-service', ...partition }

const risk = (share: number) => [
  {
    labels: { ...cluster, ...group },
    summary: 'payment-service is about to lose records of orders/0',
    description:
      `The backlog of payment-service on orders, partition 0, takes up ${share}% of what ` +
      'retention keeps: what is not read in time is deleted unread.',
  },
]

/** A backlog of an hour, 900 of the 1000 records that the log of 1 MB holds. */
function backlog(seconds: number, values: { retention: number; bytes: number; lag?: number }) {
  const { retention, bytes, lag = 900 } = values
  const steadily = (value: number) => [steady(value, seconds)]
  return {
    [ofExporter(exporterMetrics.groupLag, group)]: steadily(lag),
    [ofExporter(exporterMetrics.groupLagSeconds, group)]: steadily(lag > 0 ? 3600 : 0),
    [ofExporter(exporterMetrics.topicRetentionSeconds, topic)]: steadily(retention),
    [ofExporter(exporterMetrics.topicRetentionBytes, topic)]: steadily(bytes),
    [ofExporter(exporterMetrics.partitionStartOffset, partition)]: steadily(5000),
    [ofExporter(exporterMetrics.partitionEndOffset, partition)]: steadily(6000),
    [ofExporter(exporterMetrics.topicLogSizeBytes, { ...partition, broker: '1' })]: steadily(1e6),
    [ofExporter(exporterMetrics.topicLogSizeBytes, { ...partition, broker: '2' })]: steadily(9e5),
  }
}

export const retentionRiskCases = casesOf(retentionRisk, ({ quiet, long, short, scrape }) => [
  {
    title: 'fires when the oldest unread record will soon be too old',
    series: backlog(long, { retention: 4000, bytes: -1 }),
    fires: risk(90),
  },
  {
    title: 'fires when the backlog takes up nearly all that may be kept',
    series: backlog(long, { retention: -1, bytes: 1e6 }),
    fires: risk(90),
  },
  {
    title: 'tells of each partition once, by age if both are near',
    series: backlog(long, { retention: 3600, bytes: 1e6 }),
    fires: risk(100),
  },
  {
    title: 'stays silent at a whole log of backlog that is far from being deleted',
    series: backlog(long, { retention: 604_800, bytes: 1e9 }),
  },
  {
    title: 'stays silent where nothing is deleted',
    series: backlog(long, { retention: -1, bytes: -1 }),
  },
  {
    title: 'stays silent at a group that is up to date on a full log',
    series: backlog(long, { retention: 4000, bytes: 1e6, lag: 0 }),
  },
  {
    title: 'starts anew when the age was unknown for a moment',
    series: {
      ...backlog(2 * long, { retention: 4000, bytes: -1 }),
      [ofExporter(exporterMetrics.groupLagSeconds, group)]: [
        steady(3600, short),
        gone(quiet / 2),
        steady(3600, Math.max(scrape, short - quiet / 2)),
      ],
    },
  },
])
