import { join } from 'node:path'
import { createLedgerPool, ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import { pino } from 'pino'
import { makeTemporaryFolder } from '../../../../../packages/service-kit/test/support/temporary-folder.ts'
import { ledgerUrl } from './environment.ts'

/**
 * An empty ledger in a database of its own, so that files of tests may run side by side.
 * @param user what the tests of a file are about, in lower case
 * @throws when PostgreSQL cannot be reached
 */
export async function createTestLedger(user: string): Promise<LedgerPool> {
  const database = `fd_test_exporter_${user}`
  const logger = pino({ level: 'silent' })
  const server = createLedgerPool(ledgerUrl, logger, 1)
  try {
    await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    await server.query(`CREATE DATABASE ${database}`)
  } catch (cause) {
    throw new Error(`no PostgreSQL at ${ledgerUrl}: start the stack or set TEST_LEDGER_URL`, {
      cause,
    })
  } finally {
    await server.end()
  }
  const url = new URL(ledgerUrl)
  url.pathname = database
  const pool = createLedgerPool(url.href, logger, 4)
  await ensureLedger(pool)
  return pool
}

/** Where a ledger collector that has never run keeps its position. */
export function newStateFile(): string {
  return join(makeTemporaryFolder('fd-exporter-'), 'ledger-position.json')
}

/** One payment as a test names it. */
export interface TestPayment {
  readonly event: string
  readonly account?: string
  readonly sequence?: number
  readonly topic?: string
  /** From its event to its booking. */
  readonly tookSeconds?: number
}

/** The statement that books a payment, for a pool or inside a transaction. */
export function bookPayment(payment: TestPayment) {
  const { event, account = 'a', sequence = 1, topic = 'orders', tookSeconds = 0 } = payment
  return {
    text: `INSERT INTO payments (event_id, account_id, account_sequence, amount_cents, topic,
             partition, "offset", member, occurred_at)
           VALUES ($1, $2, $3, 100, $5, 0, 0, 'test', now() - make_interval(secs => $4))`,
    values: [event, account, sequence, tookSeconds, topic],
  }
}

/** An acknowledged record as a test names it. */
export interface TestRecord {
  readonly topic?: string
  readonly partition?: number
  readonly offset?: number
  /** Null as in rows from before streams could move. */
  readonly stream?: 'orders' | 'invoices' | null
  readonly payable?: boolean
}

/** The statement that notes the intent and the acknowledgement of an order or an invoice. */
export function acknowledge(event: string, record: TestRecord = {}) {
  const { topic = 'orders', partition = 0, offset = 0, stream = 'orders', payable = true } = record
  return {
    text: `WITH intent AS (
             INSERT INTO order_intents
               (event_id, topic, account_id, account_sequence, amount_cents, stream, payable)
             VALUES ($1, $2, 'a', 1, 100, $5, $6))
           INSERT INTO order_acks (event_id, topic, partition, "offset") VALUES ($1, $2, $3, $4)`,
    values: [event, topic, partition, offset, stream, payable],
  }
}

/** Empties the tables that the exporter reads. */
export async function emptyLedger(pool: LedgerPool): Promise<void> {
  await pool.query('TRUNCATE payments, order_intents, order_acks, dead_letters')
}
