import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import type { PrometheusClient, Series } from '../clients/prometheus.ts'
import type { ConsumedCondition, NothingSkippedCondition } from '../scenarios/recovery.ts'

/** History before the fault, so that each series that lived then has a sample to start from. */
const leadSeconds = 40

// Consumer and exporter are scraped at different moments; a skip worth the name is larger.
const toleratedRecords = 500

/**
 * Whether what a group consumed since the fault covers what its committed offsets passed. Counted
 * from raw samples: `increase()` extrapolates, and would hide as much as a short skip.
 * @param injectedAt Unix seconds
 */
export async function nothingWasSkipped(
  prometheus: PrometheusClient,
  { group, topic }: NothingSkippedCondition,
  injectedAt: number,
): Promise<boolean> {
  const range = `[${Math.ceil(Date.now() / 1000 - injectedAt) + leadSeconds}s]`
  const labels = `{group="${group}",topic="${topic}"}`
  const [consumed, committed] = await Promise.all([
    prometheus.range(`${consumerMetrics.recordsConsumed.name}${labels}${range}`),
    prometheus.range(`${exporterMetrics.groupCommittedOffset.name}${labels}${range}`),
  ])
  if (consumed.length === 0 || committed.length === 0) return false
  const done = sum(consumed.map(series => counted(series, injectedAt)))
  const passed = sum(committed.map(advanced))
  return done + toleratedRecords >= passed
}

/** Whether a group has consumed so many records since the fault. @param injectedAt Unix seconds */
export async function hasConsumed(
  prometheus: PrometheusClient,
  { group, topic, records }: ConsumedCondition,
  injectedAt: number,
): Promise<boolean> {
  const range = `[${Math.ceil(Date.now() / 1000 - injectedAt) + leadSeconds}s]`
  const labels = `{group="${group}",topic="${topic}"}`
  const wanted = records === 'all' ? await everWritten(prometheus, topic) : records
  if (wanted === undefined) return false
  const series = await prometheus.range(`${consumerMetrics.recordsConsumed.name}${labels}${range}`)
  return sum(series.map(each => counted(each, injectedAt))) >= wanted
}

/** Records that a topic has had, without those that may be on their way to a reader. */
async function everWritten(
  prometheus: PrometheusClient,
  topic: string,
): Promise<number | undefined> {
  const ends = await prometheus.query(
    `sum(${exporterMetrics.partitionEndOffset.name}{topic="${topic}"})`,
  )
  return ends[0] === undefined ? undefined : ends[0].value - toleratedRecords
}

/**
 * How far a counter came: a fall means that its process began anew, at 0. A series that appears
 * after `since` began at 0 too, and counts whole.
 */
export function counted({ samples }: Series, since: number): number {
  const first = samples[0]
  let previous = first !== undefined && first[0] <= since ? first[1] : 0
  let total = 0
  for (const [, value] of samples) {
    total += value >= previous ? value - previous : value
    previous = value
  }
  return total
}

function advanced({ samples }: Series): number {
  return (samples.at(-1)?.[1] ?? 0) - (samples[0]?.[1] ?? 0)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
