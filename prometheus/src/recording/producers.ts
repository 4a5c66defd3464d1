import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { recording } from '../recording.ts'

const minute = { training: '20s', production: '1m' } as const

/** Kept as a series so that a rule can compare it with its own past. */
export const producerSendRate = recording(
  recordedMetrics.producerSendRate,
  minute,
  window => `sum by (cluster, topic) (rate(${producerMetrics.recordsSent.name}[${window}]))`,
)

export const producerRequestMean = recording(recordedMetrics.producerRequestMean, minute, window =>
  mean('cluster, broker', producerMetrics.requestDuration, window),
)

export const producerBatchRecords = recording(
  recordedMetrics.producerBatchRecordsMean,
  minute,
  window => mean('cluster, topic', producerMetrics.batchRecords, window),
)

export const producerBatchBytes = recording(
  recordedMetrics.producerBatchBytesMean,
  minute,
  window => mean('cluster, topic', producerMetrics.batchSizeBytes, window),
)

/** Of a histogram; absent where nothing was observed. */
function mean(by: string, { name }: MetricSpec, window: string): string {
  const sum = `sum by (${by}) (rate(${name}_sum[${window}]))`
  const count = `sum by (${by}) (rate(${name}_count[${window}]))`
  return `${sum} / (${count} > 0)`
}
