import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import type { PrometheusClient, Series } from '../clients/prometheus.ts'
import type { ConsumedCondition } from '../scenarios/recovery.ts'
import type { Reading } from './skipped.ts'

/** History before the fault, so that each series that lived then has a sample to start from. */
const leadSeconds = 40

// Records that may be written and not seen as consumed yet, all partitions together.
const onTheirWay = 500

/** Selects what a group did on a topic since the fault, and what came right before. */
export function sinceFault(group: string, topic: string, injectedAt: number): string {
  return `{group="${group}",topic="${topic}"}${rangeSince(injectedAt)}`
}

/** From before the fault until now, as PromQL writes it. @param injectedAt Unix seconds */
export function rangeSince(injectedAt: number): string {
  return `[${Math.ceil(Date.now() / 1000 - injectedAt) + leadSeconds}s]`
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
export function stepsOf({ samples }: Series, since: number): Reading[] {
  const first = samples[0]
  let previous = first !== undefined && first[0] <= since ? first[1] : 0
  return samples.map(([at, value]) => {
    const by = value >= previous ? value - previous : value
    previous = value
    return { at, value: by }
  })
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
