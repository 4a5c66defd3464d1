import assert from 'node:assert/strict'
import { after, afterEach, beforeEach, test } from 'node:test'
import { createLedgerPool, type LedgerClient } from '@firedrill/service-kit/ledger/pool'
import { pino } from 'pino'
import { createLedgerCollector } from '../../src/collectors/ledger.ts'
import {
  bookPayment,
  createTestLedger,
  emptyLedger,
  newStateFile,
  type TestPayment,
} from './support/test-ledger.ts'

const logger = pino({ level: 'silent' })
const pool = await createTestLedger('ledger')
let stateFile: string
const open: LedgerClient[] = []

after(() => pool.end())
afterEach(() => {
  for (const client of open.splice(0)) client.release(true)
})
beforeEach(async () => {
  await emptyLedger(pool)
  stateFile = newStateFile()
})

/** An exporter's start: what it remembers comes from the disk alone. */
function start() {
  return createLedgerCollector({
    pool,
    stateFile,
    logger,
    paid: () => undefined,
  })
}

async function book(...payments: TestPayment[]): Promise<void> {
  for (const payment of payments) await pool.query(bookPayment(payment))
}

/** A connection inside a transaction; dropped after the test, whatever became of it. */
async function openTransaction() {
  const client = await pool.connect()
  open.push(client)
  await client.query('BEGIN')
  return client
}

const totals = (payments: number, duplicates: number, inversions: number) => ({
  payments,
  duplicates,
  inversions,
  lost: 0,
  due: 0,
  fresh: 0,
})

test('what the ledger held before the first start is not counted', async () => {
  await book({ event: 'e1' }, { event: 'e1' })
  const collect = start()
  assert.deepEqual(await collect(), totals(0, 0, 0))
  await book({ event: 'e1' })
  assert.deepEqual(await collect(), totals(1, 1, 0), 'a third payment of an old event')
})

test('duplicates are counted once, the third payment of an event too', async () => {
  const collect = start()
  await collect()
  await book({ event: 'e1' }, { event: 'e2', sequence: 2 }, { event: 'e1' })
  assert.deepEqual(await collect(), totals(3, 1, 0))
  await book({ event: 'e1' })
  assert.deepEqual(await collect(), totals(4, 2, 0))
  assert.deepEqual(await collect(), totals(4, 2, 0))
})

test('an inversion is a first payment below its account, a redelivery is none', async () => {
  const collect = start()
  await collect()
  await book(
    { event: 'a1', account: 'a', sequence: 1 },
    { event: 'a3', account: 'a', sequence: 3 },
    { event: 'b1', account: 'b', sequence: 1 },
    { event: 'a2', account: 'a', sequence: 2 },
    { event: 'a1', account: 'a', sequence: 1 },
  )
  assert.deepEqual(await collect(), totals(5, 1, 1))
})

test('what a stream left behind in its old topic is no inversion, also after a restart', async () => {
  const collect = start()
  await collect()
  await book(
    { event: 'a1', sequence: 1 },
    { event: 'a3', sequence: 3, topic: 'orders-of-a-run' },
    { event: 'a2', sequence: 2 },
  )
  assert.deepEqual(await collect(), totals(3, 0, 0))
  await book({ event: 'a4', sequence: 4, topic: 'orders-of-a-run' }, { event: 'a0', sequence: 1 })
  assert.deepEqual(await start()(), totals(5, 0, 1), 'one below its account in its own topic')
})

test('a restart neither repeats nor skips: what came in between is counted', async () => {
  const first = start()
  await first()
  await book({ event: 'a1', sequence: 1 }, { event: 'a1', sequence: 1 })
  await first()
  await book({ event: 'a1', sequence: 1 }, { event: 'a9', sequence: 9 })
  const second = start()
  assert.deepEqual(await second(), totals(4, 2, 0))
  await book({ event: 'a5', sequence: 5 })
  assert.deepEqual(await start()(), totals(5, 2, 1), 'the highest sequence is known again')
})

test('a payment that becomes visible after a later one is not skipped', async () => {
  const collect = start()
  await collect()
  const slow = await openTransaction()
  await slow.query(bookPayment({ event: 'e1' }))
  await book({ event: 'e1' }, { event: 'e2', sequence: 2 })
  assert.deepEqual(await collect(), totals(2, 0, 0))
  const restarted = start()
  assert.deepEqual(await restarted(), totals(2, 0, 0), 'the gap outlives a restart')
  await restarted()
  await slow.query('COMMIT')
  assert.deepEqual(await restarted(), totals(3, 1, 0))
  assert.deepEqual(await restarted(), totals(3, 1, 0))
})

test('a rolled-back payment holds nothing up', async () => {
  const collect = start()
  await collect()
  const failing = await openTransaction()
  await failing.query(bookPayment({ event: 'e1' }))
  await failing.query('ROLLBACK')
  await book({ event: 'e2' })
  for (let round = 0; round < 3; round++) assert.deepEqual(await collect(), totals(1, 0, 0))
})

test('a ledger that does not answer is named by its setting', async () => {
  const nowhere = createLedgerPool('postgres://x:x@127.0.0.1:1/x', logger, 1)
  const collect = createLedgerCollector({
    pool: nowhere,
    stateFile,
    logger,
    paid: () => undefined,
  })
  await assert.rejects(collect(), /LEDGER_URL/)
  await nowhere.end()
})
