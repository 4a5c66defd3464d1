import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import type { PrometheusClient, Series } from '../clients/prometheus.ts'
import type { NothingSkippedCondition } from '../scenarios/recovery.ts'
import { rangeSince, sinceFault, stepsOf, sum } from './consumption.ts'
import { type CommitReading, type Reading, skippedRecords } from './skipped.ts'

// So much of a partition may be committed and not seen as consumed yet: with 300 orders a second
// three seconds of them were.
const secondsBetween = 6
// Over so much the flow of a partition is taken.
const flowSeconds = 10
// Two scrapes may be so far apart, in seconds; in a longer gap the group may have lived.
const longestGap = 20
// So long after it happened what was done before the fault may be seen: a round of the exporter and
// a scrape.
const seenAfterSeconds = 5

/**
 * Whether what a group consumed since the fault covers what its committed offsets passed, on each
 * partition for itself, and nobody moved them forward by hand: Kafka lets that be done only while
 * the group has no member, and then nobody else commits. Counted from raw samples: `increase()`
 * extrapolates, and would hide as much as a short skip. What a process consumed after its last
 * scrape nobody has seen; `tolerated` covers that.
 * @param injectedAt Unix seconds
 */
export async function nothingWasSkipped(
  prometheus: PrometheusClient,
  { group, topic, tolerated }: NothingSkippedCondition,
  injectedAt: number,
): Promise<boolean> {
  const since = sinceFault(group, topic, injectedAt)
  const [consumed, committed, memberCounts] = await Promise.all([
    prometheus.range(`${consumerMetrics.recordsConsumed.name}${since}`),
    prometheus.range(`${exporterMetrics.groupCommittedOffset.name}${since}`),
    prometheus.range(
      `${exporterMetrics.groupMembers.name}{group="${group}"}${rangeSince(injectedAt)}`,
    ),
  ])
  if (consumed.length === 0 || committed.length === 0) return false
  const members = Map.groupBy(consumed, partitionOf)
  // Of several exporters, which say the same, one is enough.
  const offsets = new Map(committed.map(series => [partitionOf(series), series]))
  const skipped = [...offsets].map(([partition, series]) => {
    const read = (members.get(partition) ?? []).flatMap(each => stepsOf(each, injectedAt))
    const passed = commitsOf(series, memberCounts, injectedAt + seenAfterSeconds)
    const { unseen, byHand } = skippedRecords(read, passed)
    return { unseen: Math.max(0, unseen - secondsBetween * flowOf(read)), byHand }
  })
  const unseen = sum(skipped.map(each => each.unseen))
  return unseen <= tolerated && skipped.every(({ byHand }) => byHand === 0)
}

/**
 * The committed offsets of a partition, and which of them were moved by hand: those that rose between
 * two scrapes that both found the group without a member, which is counted before offsets are read.
 * @param since Unix seconds; what was seen before is of no interest
 */
function commitsOf(
  { labels, samples }: Series,
  memberCounts: readonly Series[],
  since: number,
): CommitReading[] {
  const counts = memberCounts.find(each => each.labels.instance === labels.instance)?.samples ?? []
  const emptyFrom = new Map(
    counts.flatMap(([at, members], index) => {
      const [before, membersBefore] = counts[index - 1] ?? [Number.NEGATIVE_INFINITY, undefined]
      const isEmpty = members === 0 && membersBefore === 0
      return isEmpty && at - before <= longestGap ? [[at, before] as const] : []
    }),
  )
  return samples.map(([at, value], index) => {
    const from = emptyFrom.get(at)
    // Absent before: the first offset that was ever committed.
    const before = samples[index - 1]?.[0] ?? from
    const byHand = at > since && from !== undefined && before !== undefined && before >= from
    return { at, value, byHand }
  })
}

/** Records a second that were consumed of a partition lately. */
function flowOf(read: readonly Reading[]): number {
  const now = Math.max(...read.map(({ at }) => at))
  const lately = read.filter(({ at }) => at > now - flowSeconds)
  return sum(lately.map(({ value }) => value)) / flowSeconds
}

function partitionOf({ labels }: Series): string | undefined {
  return labels.partition
}
