import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createLedgerPool, ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import { quietLogger } from '../support/quiet-logger.ts'
import { requireDatabase } from '../support/stack.ts'

suite('the ledger', () => {
  let pool: LedgerPool
  before(async () => {
    pool = createLedgerPool(await requireDatabase('fd_test_kit'), quietLogger(), 8)
    await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  })
  after(() => pool.end())

  test('is created once by services that start at the same time', async () => {
    await Promise.all(Array.from({ length: 6 }, () => ensureLedger(pool)))
    const { rows } = await pool.query<{ table_name: string }>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
    )
    const tables = rows.map(({ table_name }) => table_name)
    for (const table of ['order_intents', 'order_acks', 'payments', 'processed_events']) {
      assert.ok(tables.includes(table), table)
    }
  })
})
