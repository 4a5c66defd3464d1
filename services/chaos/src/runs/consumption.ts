import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import type { PrometheusClient, Series } from '../clients/prometheus.ts'
import type { ConsumedCondition, NothingSkippedCondition } from '../scenarios/recovery.ts'
import { type Reading, skippedRecords } from './skipped.ts'

/** History before the fault, so that each series that lived then has a sample to start from. */
const leadSeconds = 40

// So much of a partition may be committed and not seen as consumed yet: with 300 orders a second
// three seconds of them were.
const secondsBetween = 6
// Over so much the flow of a partition is taken.
const flowSeconds = 10
// Records that may be written and not seen as consumed yet, all partitions together.
const onTheirWay = 500

/**
 * Whether what a group consumed since the fault covers what its committed offsets passed, on each
 * partition for itself. Counted from raw samples: `increase()` extrapolates, and would hide as much
 * as a short skip. What a process consumed after its last scrape nobody has seen; `tolerated` covers
 * that.
 * @param injectedAt Unix seconds
 */
export async function nothingWasSkipped(
  prometheus: PrometheusClient,
  { group, topic, tolerated }: NothingSkippedCondition,
  injectedAt: number,
): Promise<boolean> {
  const since = sinceFault(group, topic, injectedAt)
  const [consumed, committed] = await Promise.all([
    prometheus.range(`${consumerMetrics.recordsConsumed.name}${since}`),
    prometheus.range(`${exporterMetrics.groupCommittedOffset.name}${since}`),
  ])
  if (consumed.length === 0 || committed.length === 0) return false
  const members = Map.groupBy(consumed, partitionOf)
  // Of several exporters, which say the same, one is enough.
  const offsets = new Map(committed.map(series => [partitionOf(series), series]))
  const skipped = [...offsets].map(([partition, { samples }]) => {
    const read = (members.get(partition) ?? []).flatMap(series => stepsOf(series, injectedAt))
    const passed = samples.map(([at, value]) => ({ at, value }))
    return Math.max(0, skippedRecords(read, passed) - secondsBetween * flowOf(read))
  })
  return sum(skipped) <= tolerated
}

/** Selects what a group did on a topic since the fault, and what came right before. */
function sinceFault(group: string, topic: string, injectedAt: number): string {
  const seconds = Math.ceil(Date.now() / 1000 - injectedAt) + leadSeconds
  return `{group="${group}",topic="${topic}"}[${seconds}s]`
}

/** Records a second that were consumed of a partition lately. */
function flowOf(read: readonly Reading[]): number {
  const now = Math.max(...read.map(({ at }) => at))
  const lately = read.filter(({ at }) => at > now - flowSeconds)
  return sum(lately.map(({ value }) => value)) / flowSeconds
}

/** Whether a group has consumed so many records since the fault. @param injectedAt Unix seconds */
export async function hasConsumed(
  prometheus: PrometheusClient,
  { group, topic, records }: ConsumedCondition,
  injectedAt: number,
): Promise<boolean> {
  const since = sinceFault(group, topic, injectedAt)
  const wanted = records === 'all' ? await everWritten(prometheus, topic) : records
  if (wanted === undefined) return false
  const series = await prometheus.range(`${consumerMetrics.recordsConsumed.name}${since}`)
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
  return ends[0] === undefined ? undefined : ends[0].value - onTheirWay
}

/** How far a counter came, from the start of its samples. */
export function counted(series: Series, since: number): number {
  return sum(stepsOf(series, since).map(({ value }) => value))
}

/**
 * By how much a counter rose, and when. A fall means that its process began anew, at 0; a series
 * that appears after `since` began at 0 too, and counts whole.
 */
function stepsOf({ samples }: Series, since: number): Reading[] {
  const first = samples[0]
  let previous = first !== undefined && first[0] <= since ? first[1] : 0
  return samples.map(([at, value]) => {
    const by = value >= previous ? value - previous : value
    previous = value
    return { at, value: by }
  })
}

function partitionOf({ labels }: Series): string | undefined {
  return labels.partition
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
