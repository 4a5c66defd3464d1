import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { type RecordingFor, recording } from '../recording.ts'

const minute = { training: '20s', production: '1m' } as const

/** Kept as a series so that a rule can compare it with its own past. */
export const producerSendRate = recording(
  recordedMetrics.producerSendRate,
  minute,
  window => `sum by (cluster, topic) (rate(${producerMetrics.recordsSent.name}[${window}]))`,
)

const sendRate = recordedMetrics.producerSendRate.name
const usualRate = recordedMetrics.producerUsualRate.name

/** How far back the usual is looked for, and how long a stream must have been there to have one. */
const usual = {
  training: { past: '20m', least: '2m' },
  production: { past: '4h', least: '15m' },
} as const

/**
 * The lower quartile of the past: no burst raises it, a job that mostly rests has none, and a rate
 * that halves within a quarter of the past or slower draws it along. Below a fifth of it the
 * stream is out, and the usual stands still until the past holds nothing else: else the outage
 * would soon be what is usual.
 */
export const producerUsualRate: RecordingFor = profile => {
  const { past, least } = usual[profile]
  const fifth = `0.2 * ${usualRate}`
  const out = `${usualRate} unless ${sendRate} >= ${fifth}`
  const known = `max_over_time(${sendRate}[${past}]) >= ${fifth}`
  const quartile = `quantile_over_time(0.25, ${sendRate}[${past}]) and ${sendRate} offset ${least}`
  return {
    record: recordedMetrics.producerUsualRate,
    expr: `(${out} and ${known}) or (${quartile})`,
  }
}

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
