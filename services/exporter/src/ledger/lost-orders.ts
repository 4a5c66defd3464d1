import type { Committed } from '../collectors/committed-offsets.ts'
import type { Judged } from './judged-topics.ts'
import { isOwed } from './owed.ts'
import type { LedgerSnapshot } from './snapshot-transaction.ts'

/** What the paying group has committed, in whatever topics. */
export interface PaidPositions {
  readonly committed: Committed
  /** Whether the cluster has the topic. */
  exists(topic: string): boolean
}

/** Judges each acknowledged order once, some time after the committed offset passed it. */
export interface LostOrders {
  /**
   * Takes the committed offsets as they are now.
   * @returns by topic and partition: offsets up to where orders may be judged
   */
  passed(positions: PaidPositions, now: number): Committed
}

// The commit, the payment and the acknowledgement become visible in any order, each in its own
// transaction; ten seconds are long for all of them and short for a pager.
const graceMs = 10_000

/** Remembers how committed offsets moved within the grace. */
export function createLostOrders(): LostOrders {
  let seen: { at: number; committed: Committed }[] = []
  return {
    passed({ committed, exists }, now) {
      // A topic that comes again begins anew: what was committed in the old one has not passed.
      seen = seen.map(({ at, committed: before }) => ({
        at,
        committed: new Map([...before].filter(([topic]) => exists(topic))),
      }))
      seen.push({ at: now, committed })
      const settled = seen.findLast(({ at }) => at <= now - graceMs)
      if (settled === undefined) return new Map()
      seen = seen.slice(seen.indexOf(settled))
      return settled.committed
    },
  }
}

/** A stretch of a partition that is judged in one round. */
interface Range {
  readonly topic: string
  readonly partition: number
  readonly low: number
  readonly high: number
  readonly since: number
}

// Bounds one round: what is left is judged in the next ones.
const offsetsPerRound = 5000

// OFFSET 0 keeps the planner from turning the look-up of each order into a scan of a table.
const lostQuery = `
  SELECT count(DISTINCT ack.event_id) AS lost
  FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[])
    AS range(topic, partition, low, high, since)
  CROSS JOIN LATERAL (
    SELECT event_id, topic, partition, "offset" FROM order_acks
    WHERE order_acks.topic = range.topic AND order_acks.partition = range.partition
      AND "offset" >= range.low AND "offset" < range.high AND seq > range.since OFFSET 0) AS ack
  WHERE NOT EXISTS (
      SELECT 1 FROM payments WHERE payments.event_id = ack.event_id OFFSET 0)
    AND NOT EXISTS (
      SELECT 1 FROM dead_letters AS dead
      WHERE dead.topic = ack.topic AND dead.partition = ack.partition
        AND dead."offset" = ack."offset" AND dead.group_id = $6 OFFSET 0)
    AND ${isOwed('ack.event_id')}`

/**
 * Counts the acknowledged orders between what was judged and what was passed that are owed a
 * payment and neither paid nor dead-lettered.
 */
export async function judgeOrders(
  snapshot: LedgerSnapshot,
  group: string,
  judged: Judged,
  passed: Committed,
): Promise<{ readonly lost: number; readonly judged: Judged }> {
  const ranges = rangesOf(judged, passed)
  if (ranges.length === 0) return { lost: 0, judged }
  const [row] = await snapshot.query<{ lost: string }>(lostQuery, [
    ranges.map(({ topic }) => topic),
    ranges.map(({ partition }) => partition),
    ranges.map(({ low }) => low),
    ranges.map(({ high }) => high),
    ranges.map(({ since }) => since),
    group,
  ])
  return { lost: Number(row?.lost ?? 0), judged: advanced(judged, ranges) }
}

function rangesOf(judged: Judged, passed: Committed): Range[] {
  return [...passed].flatMap(([topic, ends]) => {
    const known = judged.topics.get(topic)
    const since = known?.since ?? judged.since
    return [...ends].flatMap(([partition, end]) => {
      const low = known?.offsets.get(partition) ?? 0
      const high = Math.min(end, low + offsetsPerRound)
      return high > low ? [{ topic, partition, low, high, since }] : []
    })
  })
}

function advanced(judged: Judged, ranges: readonly Range[]): Judged {
  const topics = new Map(judged.topics)
  for (const { topic, partition, high, since } of ranges) {
    const offsets = topics.get(topic)?.offsets ?? []
    topics.set(topic, { since, offsets: new Map([...offsets, [partition, high]]) })
  }
  return { ...judged, topics }
}
