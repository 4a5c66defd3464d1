import type { LedgerSnapshot } from './snapshot-transaction.ts'

/** Offsets by partition of orders. */
export type Offsets = ReadonlyMap<number, number>

/** Judges each acknowledged order once, some time after the committed offset passed it. */
export interface LostOrders {
  /**
   * Takes the committed offsets as they are now.
   * @returns by partition: offsets up to where orders may be judged
   */
  passed(committed: Offsets, now: number): Offsets
}

// The commit, the payment and the acknowledgement become visible in any order, each in its own
// transaction; ten seconds are long for all of them and short for a pager.
const graceMs = 10_000

/** Remembers how committed offsets moved within the grace. */
export function createLostOrders(): LostOrders {
  let seen: { at: number; committed: Offsets }[] = []
  return {
    passed(committed, now) {
      seen.push({ at: now, committed })
      const settled = seen.findLast(({ at }) => at <= now - graceMs)
      if (settled === undefined) return new Map()
      seen = seen.slice(seen.indexOf(settled))
      return settled.committed
    },
  }
}

// Bounds one round: what is left is judged in the next ones.
const offsetsPerRound = 5000

interface Judgement {
  readonly lost: number
  readonly judged: Offsets
}

// OFFSET 0 keeps the planner from turning the look-up of each order into a scan of a table.
const lostQuery = `
  SELECT count(DISTINCT ack.event_id) AS lost
  FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS range(partition, low, high)
  CROSS JOIN LATERAL (
    SELECT event_id, partition, "offset" FROM order_acks
    WHERE topic = $4 AND order_acks.partition = range.partition
      AND "offset" >= range.low AND "offset" < range.high OFFSET 0) AS ack
  WHERE NOT EXISTS (
      SELECT 1 FROM payments WHERE payments.event_id = ack.event_id OFFSET 0)
    AND NOT EXISTS (
      SELECT 1 FROM dead_letters AS dead
      WHERE dead.topic = $4 AND dead.partition = ack.partition
        AND dead."offset" = ack."offset" AND dead.group_id = $5 OFFSET 0)`

/**
 * Counts the acknowledged orders between what was judged and what was passed that are neither
 * paid nor dead-lettered.
 */
export async function judgeOrders(
  snapshot: LedgerSnapshot,
  { topic, group }: { topic: string; group: string },
  judged: Offsets,
  passed: Offsets,
): Promise<Judgement> {
  const ranges = [...passed]
    .map(([partition, end]) => ({ partition, low: judged.get(partition) ?? 0, end }))
    .filter(({ low, end }) => end > low)
    .map(({ partition, low, end }) => ({
      partition,
      low,
      high: Math.min(end, low + offsetsPerRound),
    }))
  if (ranges.length === 0) return { lost: 0, judged }
  const [row] = await snapshot.query<{ lost: string }>(lostQuery, [
    ranges.map(({ partition }) => partition),
    ranges.map(({ low }) => low),
    ranges.map(({ high }) => high),
    topic,
    group,
  ])
  const advanced = ranges.map(({ partition, high }) => [partition, high] as const)
  return { lost: Number(row?.lost ?? 0), judged: new Map([...judged, ...advanced]) }
}
