import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import type { PrometheusClient, Series } from '../clients/prometheus.ts'
import type { ConsumedCondition, NothingSkippedCondition } from '../scenarios/recovery.ts'

/** History before the fault, so that each series that lived then has a sample to start from. */
const leadSeconds = 40

// Consumer and exporter are scraped at different moments: at 300 orders a second 940 of them were
// committed and not seen as consumed yet, three seconds of them.
const secondsBetween = 6
const flowSeconds = 10
const onTheirWay = 500

/**
 * Whether what a group consumed since the fault covers what its committed offsets passed, on each
 * partition for itself, but for what flows between two scrapes. Counted from raw samples: `increase()` extrapolates, and would hide as much
 * as a short skip.
 * @param injectedAt Unix seconds
 */
export async function nothingWasSkipped(
  prometheus: PrometheusClient,
  { group, topic, tolerated }: NothingSkippedCondition,
  injectedAt: number,
): Promise<boolean> {
  const range = `[${Math.ceil(Date.now() / 1000 - injectedAt) + leadSeconds}s]`
  const labels = `{group="${group}",topic="${topic}"}`
  const [consumed, committed] = await Promise.all([
    prometheus.range(`${consumerMetrics.recordsConsumed.name}${labels}${range}`),
    prometheus.range(`${exporterMetrics.groupCommittedOffset.name}${labels}${range}`),
  ])
  if (consumed.length === 0 || committed.length === 0) return false
  const read = Map.groupBy(consumed, partitionOf)
  // Of several exporters, which say the same, one is enough.
  const passed = new Map(committed.map(series => [partitionOf(series), series]))
  const skipped = [...passed].map(([partition, offsets]) =>
    skippedIn(read.get(partition) ?? [], offsets, injectedAt),
  )
  return sum(skipped) <= Math.max(tolerated, secondsBetween * flowOf(consumed))
}

/** Records a second that were consumed lately. */
function flowOf(consumed: readonly Series[]): number {
  const now = Math.max(...consumed.map(({ samples }) => samples.at(-1)?.[0] ?? 0))
  const steps = consumed.flatMap(series => stepsOf(series, now))
  const lately = steps.filter(({ at }) => at > now - flowSeconds)
  return sum(lately.map(({ by }) => by)) / flowSeconds
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
  return ends[0] === undefined ? undefined : ends[0].value - onTheirWay
}

/** How far a counter came, from the start of its samples. */
export function counted(series: Series, since: number): number {
  return sum(stepsOf(series, since).map(({ by }) => by))
}

interface Step {
  readonly at: number
  readonly by: number
}

/**
 * By how much a counter rose, and when. A fall means that its process began anew, at 0; a series that
 * appears after `since` began at 0 too, and counts whole.
 */
function stepsOf({ samples }: Series, since: number): Step[] {
  const first = samples[0]
  let previous = first !== undefined && first[0] <= since ? first[1] : 0
  return samples.map(([at, value]) => {
    const by = value >= previous ? value - previous : value
    previous = value
    return { at, by }
  })
}

/** By how much a gauge rose or fell, and when. */
function movesOf({ samples }: Series): Step[] {
  return samples.map(([at, value], index) => ({
    at,
    by: value - (samples[index - 1]?.[1] ?? value),
  }))
}

/**
 * Records of one partition that its committed offset passed and nobody consumed. Offsets that go
 * back undo a skip, but are no credit for the next one: what is read again was read before.
 */
function skippedIn(consumed: readonly Series[], committed: Series, since: number): number {
  const steps = [
    ...consumed.flatMap(series => stepsOf(series, since)).map(step => ({ ...step, read: true })),
    ...movesOf(committed).map(step => ({ ...step, read: false })),
  ]
  let excess = 0
  for (const { by, read } of steps.sort((a, b) => a.at - b.at)) {
    if (read) excess -= by
    else if (by >= 0) excess += by
    else excess = Math.max(excess + by, Math.min(excess, 0))
  }
  return Math.max(0, excess)
}

function partitionOf({ labels }: Series): string | undefined {
  return labels.partition
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
