import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Batch, LedgerEntry } from '../send/record.ts'

// One statement, so that an intent and the sequence it used are kept or lost together. An
// insert may be repeated when its answer was lost; the second time it changes nothing.
const insertIntents = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[],
      $6::text[], $7::boolean[])
      AS r (event_id, topic, account_id, account_sequence, amount_cents, stream, payable)
  ), intents AS (
    INSERT INTO order_intents
      (event_id, topic, account_id, account_sequence, amount_cents, stream, payable)
    SELECT event_id, topic, account_id, account_sequence, amount_cents, stream, payable
    FROM given
    ON CONFLICT (event_id) DO NOTHING
  )
  INSERT INTO account_sequences AS s (topic, account_id, last_sequence)
  SELECT stream, account_id, max(account_sequence) FROM given GROUP BY stream, account_id
  ON CONFLICT (topic, account_id)
  DO UPDATE SET last_sequence = greatest(s.last_sequence, excluded.last_sequence)`

/** Writes down what is about to be sent; records without an entry are left out. */
export async function insertBatchIntents(
  pool: LedgerPool,
  batches: readonly Batch[],
): Promise<void> {
  const topics: string[] = []
  const entries: LedgerEntry[] = []
  for (const { topic, records } of batches) {
    for (const { entry } of records) {
      if (entry === undefined) continue
      topics.push(topic)
      entries.push(entry)
    }
  }
  if (entries.length === 0) return
  await pool.query({
    name: 'insert-intents',
    text: insertIntents,
    values: [
      entries.map(entry => entry.eventId),
      topics,
      entries.map(entry => entry.accountId),
      entries.map(entry => entry.sequence),
      entries.map(entry => entry.amountCents),
      entries.map(entry => entry.stream),
      entries.map(entry => entry.payable),
    ],
  })
}
