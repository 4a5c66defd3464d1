import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Outcome } from '../send/outcome.ts'
import type { Batch } from '../send/record.ts'
import type { PersistWork } from './access.ts'
import { createBulkWriter } from './bulk-writer.ts'

interface Ack {
  eventId: string
  topic: string
  partition: number
  offset: number
}

interface Failure {
  eventId: string
  error: string
}

// A repeated insert, after its answer was lost, must not write an acknowledgement twice.
const insertAcks = `
  INSERT INTO order_acks (event_id, topic, partition, "offset")
  SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[])
    AS r (event_id, topic, partition, "offset")
  WHERE NOT EXISTS (SELECT FROM order_acks a WHERE a.event_id = r.event_id)`

const insertFailures = `
  INSERT INTO order_failures (event_id, error)
  SELECT * FROM unnest($1::text[], $2::text[])`

/** Writes acknowledgements and failures in bulk, beside the sends. */
export interface OutcomeLog {
  record(batch: Batch, outcome: Outcome): void
  /** Resolves when everything recorded so far is in the ledger. */
  flush(): Promise<void>
}

export function createOutcomeLog(pool: LedgerPool, persist: PersistWork): OutcomeLog {
  const acks = createBulkWriter<Ack>(rows => persist(() => writeAcks(pool, rows)))
  const failures = createBulkWriter<Failure>(rows => persist(() => writeFailures(pool, rows)))
  return {
    record(batch, outcome) {
      if (outcome.kind === 'acknowledged') acks.add(acksOf(batch, outcome.baseOffset))
      if (outcome.kind === 'refused') failures.add(failuresOf(batch, outcome.error))
    },
    async flush() {
      await Promise.all([acks.flush(), failures.flush()])
    },
  }
}

/** The records of a batch lie one after the other from its base offset. */
function acksOf({ topic, partition, records }: Batch, baseOffset: number | undefined): Ack[] {
  if (baseOffset === undefined) return []
  return records.flatMap(({ entry }, index) =>
    entry === undefined
      ? []
      : [{ eventId: entry.eventId, topic, partition, offset: baseOffset + index }],
  )
}

function failuresOf({ records }: Batch, error: string): Failure[] {
  return records.flatMap(({ entry }) =>
    entry === undefined ? [] : [{ eventId: entry.eventId, error }],
  )
}

async function writeAcks(pool: LedgerPool, rows: readonly Ack[]): Promise<void> {
  const values = [
    rows.map(row => row.eventId),
    rows.map(row => row.topic),
    rows.map(row => row.partition),
    rows.map(row => row.offset),
  ]
  await pool.query({ name: 'insert-acks', text: insertAcks, values })
}

async function writeFailures(pool: LedgerPool, rows: readonly Failure[]): Promise<void> {
  const values = [rows.map(row => row.eventId), rows.map(row => row.error)]
  await pool.query({ name: 'insert-failures', text: insertFailures, values })
}
