import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'

/** Where a record that was given up came from, and why it was. */
export interface DeadLetterRow {
  readonly eventId: string | undefined
  readonly group: string
  readonly topic: string
  readonly partition: number
  readonly offset: string
  readonly error: string
}

/** Notes a dead letter; a second note of the same record of the same group changes nothing. */
export async function insertDeadLetter(pool: LedgerPool, row: DeadLetterRow): Promise<void> {
  await pool.query(
    `INSERT INTO dead_letters (event_id, group_id, topic, partition, "offset", error)
     SELECT $1, $2, $3, $4::int, $5::bigint, $6
     WHERE NOT EXISTS (
       SELECT 1 FROM dead_letters
       WHERE topic = $3 AND partition = $4::int AND "offset" = $5::bigint AND group_id = $2)`,
    [row.eventId ?? null, row.group, row.topic, row.partition, row.offset, row.error],
  )
}
