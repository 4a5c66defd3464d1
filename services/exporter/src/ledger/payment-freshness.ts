import { isOwed } from './owed.ts'
import type { LedgerSnapshot } from './snapshot-transaction.ts'

/** How far acknowledged orders were judged as fresh or not, and what was found. */
export interface Freshness {
  /** Highest number of an acknowledgement that was judged. */
  readonly position: number
  /** Orders owed a payment whose event is older than what counts as fresh. */
  readonly due: number
  /** Of these, the ones that were booked in time. */
  readonly fresh: number
}

/** Tells which acknowledgements are old enough to be judged. */
export interface DueOrders {
  /**
   * Takes the highest acknowledgement as it is now.
   * @returns up to which one orders may be judged; undefined while none is old enough
   */
  dueUpTo(lastAck: number, now: number): number | undefined
}

const freshSeconds = 30
// The last payment that is in time may still be on its way into the ledger.
const graceMs = 2000

/** Remembers the highest acknowledgement for as long as an order may take. */
export function createDueOrders(): DueOrders {
  let seen: { at: number; lastAck: number }[] = []
  return {
    dueUpTo(lastAck, now) {
      // Fewer than before: another ledger, whose orders have their time before them.
      if (lastAck < (seen.at(-1)?.lastAck ?? 0)) seen = []
      seen.push({ at: now, lastAck })
      const due = seen.findLast(({ at }) => at <= now - freshSeconds * 1000 - graceMs)
      if (due === undefined) return undefined
      seen = seen.slice(seen.indexOf(due))
      return due.lastAck
    },
  }
}

const batchSize = 5000
// A backlog is judged in several rounds, so that one round stays short.
const batchesPerRound = 10

interface BatchRow {
  rows: string
  last: string | null
  due: string
  fresh: string
}

// OFFSET 0 keeps the planner from turning the look-up of each order into a scan of the table.
const batchQuery = `
  WITH batch AS MATERIALIZED (
    SELECT seq, event_id FROM order_acks
    WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT ${batchSize}),
  judged AS MATERIALIZED (
    SELECT seq, event_id, ${isOwed('batch.event_id')} AS owed FROM batch)
  SELECT count(*) AS rows, max(seq) AS last,
    count(DISTINCT event_id) FILTER (WHERE owed) AS due,
    count(DISTINCT event_id) FILTER (WHERE owed AND EXISTS (
      SELECT 1 FROM payments WHERE payments.event_id = judged.event_id
        AND paid_at <= occurred_at + make_interval(secs => ${freshSeconds})
      OFFSET 0)) AS fresh
  FROM judged`

/** Judges the orders that are due and were not judged before, at most 50,000. */
export async function judgeFreshness(
  snapshot: LedgerSnapshot,
  before: Freshness,
  lastAck: number,
  dueUpTo: number | undefined,
): Promise<Freshness> {
  // Fewer than before: the ledger was replaced, what it came with is no news.
  if (lastAck < before.position) return { ...before, position: lastAck }
  if (dueUpTo === undefined) return before
  let { position, due, fresh } = before
  for (let batches = 0; batches < batchesPerRound && position < dueUpTo; batches++) {
    const [batch] = await snapshot.query<BatchRow>(batchQuery, [position, dueUpTo])
    due += Number(batch?.due ?? 0)
    fresh += Number(batch?.fresh ?? 0)
    const caughtUp = Number(batch?.rows ?? 0) < batchSize
    position = caughtUp ? dueUpTo : Number(batch?.last ?? dueUpTo)
  }
  return { position, due, fresh }
}

/** The highest acknowledgement there is; 0 when there is none. */
export async function lastAcknowledgement(snapshot: LedgerSnapshot): Promise<number> {
  const [row] = await snapshot.query<{ seq: string }>(
    'SELECT coalesce(max(seq), 0) AS seq FROM order_acks',
    [],
  )
  return Number(row?.seq ?? 0)
}
