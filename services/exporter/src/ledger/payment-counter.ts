import { type AccountSequences, topicAccount } from './account-sequences.ts'
import { type IdRange, missingAfter } from './id-gaps.ts'
import type { LedgerSnapshot } from './snapshot-transaction.ts'

/** How far payments were counted. */
export interface PaymentCursor {
  readonly position: number
  readonly missing: readonly IdRange[]
}

/** What one batch of payments adds. */
export interface PaymentBatch {
  readonly cursor: PaymentCursor
  readonly payments: number
  readonly duplicates: number
  readonly inversions: number
  /** False when more rows were there than a batch takes. */
  readonly caughtUp: boolean
}

interface PaymentRow {
  id: string
  topic: string
  account_id: string
  account_sequence: string
  duplicate: boolean
}

const batchSize = 5000

// Ids come from a sequence and become visible in another order: a missing id is looked for again
// until its transaction must have ended. A payment is a duplicate when another one of its event
// was counted before it: one with a lower id, or one that overtook it.
// OFFSET 0 keeps the planner from turning the look-up of each row into a scan of the table.
const batchQuery = `
  WITH gap AS MATERIALIZED (SELECT * FROM unnest($3::bigint[], $4::bigint[]) AS g(low, high)),
  batch AS MATERIALIZED (
    (SELECT id, event_id, topic, account_id, account_sequence
     FROM payments WHERE id > $1 ORDER BY id LIMIT $2)
    UNION ALL
    SELECT late.* FROM gap CROSS JOIN LATERAL (
      SELECT id, event_id, topic, account_id, account_sequence
      FROM payments WHERE id BETWEEN gap.low AND gap.high OFFSET 0) AS late
  )
  SELECT id, topic, account_id, account_sequence, EXISTS (
    SELECT 1 FROM payments AS other
    WHERE other.event_id = batch.event_id AND other.id <> batch.id
      AND (other.id < batch.id OR other.id <= $1 AND NOT EXISTS (
        SELECT 1 FROM gap WHERE other.id BETWEEN gap.low AND gap.high))
    OFFSET 0) AS duplicate
  FROM batch ORDER BY id`

/** Counts the payments that became visible since the cursor, at most 5,000. */
export async function countPayments(
  snapshot: LedgerSnapshot,
  cursor: PaymentCursor,
  accounts: AccountSequences,
): Promise<PaymentBatch> {
  const { position, missing } = cursor
  const rows = await snapshot.query<PaymentRow>(batchQuery, [
    position,
    batchSize,
    missing.map(({ low }) => low),
    missing.map(({ high }) => high),
  ])
  const ids = rows.map(({ id }) => Number(id))
  const first = rows.filter(({ duplicate }) => !duplicate)
  const inverted = first.filter(row =>
    accounts.isInverted(topicAccount(row.topic, row.account_id), Number(row.account_sequence)),
  )
  return {
    cursor: {
      position: Math.max(position, ids.at(-1) ?? 0),
      missing: missingAfter(missing, position, ids, snapshot.bounds),
    },
    payments: rows.length,
    duplicates: rows.length - first.length,
    inversions: inverted.length,
    caughtUp: rows.length < batchSize,
  }
}

/** The highest payment id there is; 0 in an empty ledger. */
export async function lastPaymentId(snapshot: LedgerSnapshot): Promise<number> {
  const [row] = await snapshot.query<{ id: string }>(
    'SELECT coalesce(max(id), 0) AS id FROM payments',
    [],
  )
  return Number(row?.id ?? 0)
}
