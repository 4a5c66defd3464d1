import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { pino } from 'pino'
import { createLedgerCollector } from '../../src/collectors/ledger.ts'
import {
  acknowledge,
  bookPayment,
  createTestLedger,
  emptyLedger,
  newStateFile,
} from './support/test-ledger.ts'

const logger = pino({ level: 'silent' })
const pool = await createTestLedger('freshness')
let stateFile: string
let now = 0

after(() => pool.end())
beforeEach(async () => {
  await emptyLedger(pool)
  stateFile = newStateFile()
})

/** An exporter's start: what it remembers comes from the disk alone. */
function start() {
  const collect = createLedgerCollector({
    pool,
    stateFile,
    logger,
    paid: () => undefined,
    now: () => now,
  })
  return async () => {
    const { due, fresh } = await collect()
    return { due, fresh }
  }
}

async function acknowledged(...events: string[]): Promise<void> {
  for (const event of events) await pool.query(acknowledge(event))
}

/** Lets the time pass after which an order that was seen before is judged. */
async function pass(collect: () => Promise<unknown>): Promise<void> {
  await collect()
  now += 32_000
}

test('an order is due after 30 s and the grace, and fresh when it was booked in time', async () => {
  const collect = start()
  await collect()
  await acknowledged('in time', 'too late', 'unpaid')
  await pool.query(acknowledge('an invoice', { topic: 'invoices', stream: 'invoices' }))
  await pool.query(bookPayment({ event: 'in time', tookSeconds: 29 }))
  await pool.query(bookPayment({ event: 'too late', tookSeconds: 31 }))
  assert.deepEqual(await collect(), { due: 0, fresh: 0 })
  now += 31_000
  assert.deepEqual(await collect(), { due: 0, fresh: 0 })
  now += 1000
  assert.deepEqual(await collect(), { due: 3, fresh: 1 })
  await pass(collect)
  assert.deepEqual(await collect(), { due: 3, fresh: 1 }, 'each order is judged once')
})

test('an order is due wherever its stream was sent, unless it was made malformed', async () => {
  const collect = start()
  await collect()
  await pool.query(acknowledge('moved', { topic: 'orders-of-a-run' }))
  await pool.query(acknowledge('malformed', { payable: false }))
  await pool.query(acknowledge('a moved invoice', { topic: 'orders', stream: 'invoices' }))
  await pool.query(acknowledge('of old', { stream: null }))
  await pool.query(acknowledge('an invoice of old', { topic: 'invoices', stream: null }))
  await pool.query(bookPayment({ event: 'moved', topic: 'orders-of-a-run', tookSeconds: 1 }))
  await pass(collect)
  assert.deepEqual(await collect(), { due: 2, fresh: 1 })
})

test('while nobody pays, due grows and fresh stands still, also when it is paid later', async () => {
  const collect = start()
  await collect()
  await acknowledged('before')
  await pool.query(bookPayment({ event: 'before', tookSeconds: 1 }))
  await pass(collect)
  for (const round of [1, 2, 3]) {
    await acknowledged(`away ${round}`)
    assert.deepEqual(await collect(), { due: round, fresh: 1 })
    await pass(collect)
  }
  for (const round of [1, 2, 3]) {
    await pool.query(bookPayment({ event: `away ${round}`, tookSeconds: 90 }))
  }
  assert.deepEqual(await collect(), { due: 4, fresh: 1 })
})

test('a duplicate does not make an order fresh twice, and a late one does not spoil it', async () => {
  const collect = start()
  await collect()
  await acknowledged('twice')
  for (const tookSeconds of [1, 2, 40]) {
    await pool.query(bookPayment({ event: 'twice', tookSeconds }))
  }
  await pass(collect)
  assert.deepEqual(await collect(), { due: 1, fresh: 1 })
})

test('a restart goes on where it stopped; what came before the first start is not judged', async () => {
  await acknowledged('long ago')
  const first = start()
  await first()
  await acknowledged('judged')
  await pass(first)
  assert.deepEqual(await first(), { due: 1, fresh: 0 })
  await acknowledged('while stopped')
  const second = start()
  assert.deepEqual(await second(), { due: 1, fresh: 0 })
  await pass(second)
  assert.deepEqual(await second(), { due: 2, fresh: 0 })
})

test('a backlog of more than one batch is judged as a whole', async () => {
  const collect = start()
  await collect()
  await pool.query(`WITH intents AS (
      INSERT INTO order_intents (event_id, topic, account_id, account_sequence, amount_cents)
      SELECT 'e' || i, 'orders', 'a', i, 1 FROM generate_series(1, 12000) AS i)
    INSERT INTO order_acks (event_id, topic, partition, "offset")
    SELECT 'e' || i, 'orders', 0, i FROM generate_series(1, 12000) AS i`)
  await pool.query(`INSERT INTO payments (event_id, account_id, account_sequence, amount_cents,
      topic, partition, "offset", member, occurred_at)
    SELECT 'e' || i, 'a', i, 1, 'orders', 0, i, 'test', now() FROM generate_series(1, 9000) AS i`)
  await pass(collect)
  assert.deepEqual(await collect(), { due: 12_000, fresh: 9000 })
})

test('in a ledger that was replaced, orders get their time again', async () => {
  const collect = start()
  await acknowledged('a', 'b', 'c')
  await pass(collect)
  await collect()
  await pool.query('TRUNCATE order_acks RESTART IDENTITY')
  await collect()
  await acknowledged('new')
  await collect()
  now += 31_000
  assert.deepEqual(await collect(), { due: 0, fresh: 0 })
  now += 1000
  assert.deepEqual(await collect(), { due: 1, fresh: 0 })
})
