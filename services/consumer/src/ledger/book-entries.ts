import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'

export type BookingTable = 'payments' | 'invoice_entries'

/** One event to be booked, with the place of its record. */
export interface Entry {
  readonly eventId: string
  readonly accountId: string
  readonly sequence: number
  readonly amountCents: number
  readonly topic: string
  readonly partition: number
  readonly offset: string
  readonly occurredAt: string
}

export interface Booking {
  readonly table: BookingTable
  readonly group: string
  readonly member: string
  /** Off: an event that is known already is booked once more. */
  readonly dedupe: boolean
  /** In the order of their offsets. */
  readonly entries: readonly Entry[]
}

/**
 * Books entries and remembers their event ids, in one statement and so in one transaction.
 * @returns per entry, whether the group had its event id before
 */
export async function bookEntries(pool: LedgerPool, booking: Booking): Promise<boolean[]> {
  const { table, group, member, dedupe, entries } = booking
  const { rows } = await pool.query<{ event_id: string }>({
    name: `book-${table}`,
    text: statement(table),
    values: [
      group,
      member,
      dedupe,
      entries.map(entry => entry.eventId),
      entries.map(entry => entry.accountId),
      entries.map(entry => entry.sequence),
      entries.map(entry => entry.amountCents),
      entries.map(entry => entry.topic),
      entries.map(entry => entry.partition),
      entries.map(entry => entry.offset),
      entries.map(entry => entry.occurredAt),
    ],
  })
  const fresh = new Set(rows.map(row => row.event_id))
  // The second copy of an event within one call is a known one: delete() is true only once.
  return entries.map(entry => !fresh.delete(entry.eventId))
}

// The ids go in sorted, so that two members with the same events cannot lock each other out.
function statement(table: BookingTable): string {
  return `
    WITH input AS (
      SELECT * FROM unnest($4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[],
        $9::int[], $10::bigint[], $11::timestamptz[]) WITH ORDINALITY
        AS entry (event_id, account_id, account_sequence, amount_cents, topic, partition,
          "offset", occurred_at, place)
    ), fresh AS (
      INSERT INTO processed_events (group_id, event_id)
      SELECT $1, event_id FROM input GROUP BY event_id ORDER BY event_id
      ON CONFLICT DO NOTHING
      RETURNING event_id
    ), firsts AS (
      SELECT min(place) AS place FROM input JOIN fresh USING (event_id) GROUP BY event_id
    ), booked AS (
      INSERT INTO ${table} (event_id, account_id, account_sequence, amount_cents, topic,
        partition, "offset", member, occurred_at)
      SELECT event_id, account_id, account_sequence, amount_cents, topic, partition, "offset",
        $2, occurred_at
      FROM input WHERE NOT $3::boolean OR place IN (SELECT place FROM firsts)
      ORDER BY place
    )
    SELECT event_id FROM fresh`
}
