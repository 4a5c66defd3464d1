import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { once } from '../once.ts'
import { recording } from '../recording.ts'

const minute = { training: '20s', production: '1m' } as const

/** The sum of the partitions' slopes is the slope of their sum. */
export const groupLagDeriv = recording(
  recordedMetrics.groupLagDeriv,
  { training: '20s', production: '4m' },
  window => slope('cluster, group, topic', exporterMetrics.groupLag, window),
)

export const groupLagDrain = recording(
  recordedMetrics.groupLagDrainSeconds,
  minute,
  () =>
    `sum by (cluster, group, topic) (${once(exporterMetrics.groupLag)}) / ` +
    `-(${recordedMetrics.groupLagDeriv.name} < 0)`,
)

/** What is committed is done, by whatever client: no metric of the consumer is needed. */
export const groupProgress = recording(recordedMetrics.groupProgressRate, minute, window =>
  slope('cluster, group, topic', exporterMetrics.groupCommittedOffset, window),
)

export const topicWrites = recording(recordedMetrics.topicWriteRate, minute, window =>
  slope('cluster, topic', exporterMetrics.partitionEndOffset, window),
)

/** The mean hides one slow commit in fifteen, which holds up everything behind it. */
export const commitLatency = recording(recordedMetrics.commitLatencyP99, minute, window => {
  const buckets = `rate(${consumerMetrics.commitDuration.name}_bucket[${window}])`
  return `histogram_quantile(0.99, sum by (cluster, group, le) (${buckets})) >= 0`
})

function slope(by: string, metric: MetricSpec, window: string): string {
  return `sum by (${by}) (${once(metric, series => `deriv(${series}[${window}])`)})`
}
