import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { once } from '../once.ts'
import { scrapeSeconds } from '../profiles.ts'
import { recording } from '../recording.ts'

const minute = { training: '20s', production: '1m' } as const

/** The classic rule asks for this name. Every controller reports the count: max, not sum. */
export const offlinePartitions = recording(
  recordedMetrics.offlinePartitionsCount,
  minute,
  () => `max by (cluster) (${brokerMetrics.offlinePartitionsCount.name})`,
)

/** From the counter: the broker's own rates are averages over minutes or its whole life. */
export const requestHandlerIdle = recording(
  recordedMetrics.requestHandlerIdleRatio,
  minute,
  window =>
    idleShare('cluster, instance', brokerMetrics.requestHandlerIdleNanoseconds.name, window),
)

/** Without the controller's listener, whose threads stay idle on a node that is overloaded. */
export const networkProcessorIdle = recording(
  recordedMetrics.networkProcessorIdleRatio,
  minute,
  window => {
    const idle = `${brokerMetrics.networkProcessorIdleNanoseconds.name}{listener!="CONTROLLER"}`
    return idleShare('cluster, instance, listener', idle, window)
  },
)

/** Kept as a series so that a rule can compare it with its own past. */
export const logFlushRate = recording(
  recordedMetrics.logFlushRate,
  minute,
  window => `sum by (cluster, instance) (rate(${brokerMetrics.logFlushes.name}[${window}]))`,
)

/**
 * From the mean since the start, which is exact where the percentiles are a sample of minutes. Both
 * ends are what was scraped, not extrapolated: a slow disk ends a handful of writes a minute. A lost
 * scrape costs nothing; after a restart the count is below that of before, and the mean is absent for
 * one window.
 */
export const logFlushMean = recording(
  recordedMetrics.logFlushMean,
  { training: '40s', production: '3m' },
  (window, profile) => {
    const known = ({ name }: MetricSpec, offset = '') =>
      `last_over_time(${name}[${4 * scrapeSeconds[profile]}s]${offset})`
    const { logFlushes, logFlushLifetimeMean } = brokerMetrics
    const spent = (offset?: string) =>
      `${known(logFlushLifetimeMean, offset)} * ${known(logFlushes, offset)}`
    const before = ` offset ${window}`
    const ended = `${known(logFlushes)} - ${known(logFlushes, before)} > 0`
    return (
      `sum by (cluster, instance) (${spent()} - ${spent(before)})` +
      ` / sum by (cluster, instance) (${ended})`
    )
  },
)

export const brokerLogBytes = recording(
  recordedMetrics.brokerLogBytes,
  minute,
  () => `sum by (cluster, broker) (${once(exporterMetrics.topicLogSizeBytes)})`,
)

/** Sizes are read every 10 s: a range holds at least three of them. */
export const topicLogGrowth = recording(
  recordedMetrics.topicLogGrowth,
  { training: '30s', production: '10m' },
  window => {
    const growth = once(exporterMetrics.topicLogSizeBytes, series => `deriv(${series}[${window}])`)
    return `sum by (cluster, topic) (${growth})`
  },
)

/**
 * The slope, as `rate` is too low where scrapes are missing, and a low value is what looks bad here.
 * Absent after a start: threads that do not run yet stand at 0, and a restart makes a slope below 0.
 */
function idleShare(by: string, nanoseconds: string, window: string): string {
  const started = `min_over_time(${nanoseconds}[${window}]) > 0`
  return `avg by (${by}) (deriv(${nanoseconds}[${window}]) >= 0 and ${started}) / 1e9`
}
