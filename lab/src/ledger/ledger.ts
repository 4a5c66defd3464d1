import { readFile } from 'node:fs/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'
import { labErrors } from '../errors.ts'
import type { SystemName } from '../systems/system.ts'
import type { Order } from '../workload.ts'

/** Whose entries: one reader of one system in one experiment. */
export interface Entry {
  readonly experiment: string
  readonly system: SystemName
  readonly reader: string
}

/** What a reader did with an order, and as the how-manieth thing. */
export interface Effect extends Order {
  readonly position: number
}

// Any number that no other program of the project takes.
const labLock = 7_201_110

/** Writes what both systems are compared by. */
export interface Ledger {
  readonly pool: LedgerPool
  intend(experiment: string, orders: readonly Order[]): Promise<void>
  acknowledge(experiment: string, system: SystemName, orders: readonly Order[]): Promise<void>
  record(entry: Entry, effects: readonly Effect[]): Promise<void>
  deadLetter(entry: Entry, eventIds: readonly string[]): Promise<void>
  close(): Promise<void>
}

/**
 * Creates the lab's tables and empties them.
 * @throws OperationalError ALREADY_RUNNING while another lab has them
 */
export async function openLedger(pool: LedgerPool): Promise<Ledger> {
  const keeper = await pool.connect()
  const { rows } = await keeper.query('SELECT pg_try_advisory_lock($1) AS mine', [labLock])
  if (rows[0]?.mine !== true) {
    keeper.release()
    throw new OperationalError(labErrors.alreadyRunning, 'wait for it, or stop it')
  }
  await keeper.query(await readFile(new URL('./schema.sql', import.meta.url), 'utf8'))
  await keeper.query('TRUNCATE lab_intents, lab_acks, lab_effects, lab_dead_letters')
  return {
    ...writersInto(pool),
    pool,
    // The lock ends with its connection.
    close: async () => keeper.release(true),
  }
}

function writersInto(pool: LedgerPool): Omit<Ledger, 'pool' | 'close'> {
  return {
    async intend(experiment, orders) {
      await pool.query(
        `INSERT INTO lab_intents (experiment, event_id, account_id, sequence, amount_cents)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[])`,
        [experiment, ...columnsOf(orders)],
      )
    },
    async acknowledge(experiment, system, orders) {
      await pool.query(
        `INSERT INTO lab_acks (experiment, system, event_id) SELECT $1, $2, unnest($3::text[])`,
        [experiment, system, orders.map(({ event_id }) => event_id)],
      )
    },
    async record({ experiment, system, reader }, effects) {
      await pool.query(
        `INSERT INTO lab_effects
           (experiment, system, reader, event_id, account_id, sequence, amount_cents, position)
         SELECT $1, $2, $3, *
         FROM unnest($4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[])`,
        [experiment, system, reader, ...columnsOf(effects), effects.map(one => one.position)],
      )
    },
    async deadLetter({ experiment, system, reader }, eventIds) {
      await pool.query(
        `INSERT INTO lab_dead_letters (experiment, system, reader, event_id)
         SELECT $1, $2, $3, unnest($4::text[])`,
        [experiment, system, reader, eventIds],
      )
    },
  }
}

function columnsOf(orders: readonly Order[]): [string[], string[], number[], number[]] {
  return [
    orders.map(({ event_id }) => event_id),
    orders.map(({ account_id }) => account_id),
    orders.map(({ sequence }) => sequence),
    orders.map(({ amount_cents }) => amount_cents),
  ]
}
