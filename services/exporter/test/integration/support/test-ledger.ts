import { createLedgerPool, ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import { pino } from 'pino'
import { ledgerUrl } from './environment.ts'

const database = 'fd_test_exporter'

/** An empty ledger in a database of its own. @throws when PostgreSQL cannot be reached */
export async function createTestLedger(): Promise<LedgerPool> {
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

/** One payment as a test names it. */
export interface TestPayment {
  readonly event: string
  readonly account?: string
  readonly sequence?: number
}

/** The statement that books a payment, for a pool or inside a transaction. */
export function bookPayment({ event, account = 'a', sequence = 1 }: TestPayment) {
  return {
    text: `INSERT INTO payments (event_id, account_id, account_sequence, amount_cents, topic,
             partition, "offset", member, occurred_at)
           VALUES ($1, $2, $3, 100, 'orders', 0, 0, 'test', now())`,
    values: [event, account, sequence],
  }
}
