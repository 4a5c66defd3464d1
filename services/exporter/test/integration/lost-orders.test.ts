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
  type TestRecord,
} from './support/test-ledger.ts'

const logger = pino({ level: 'silent' })
const pool = await createTestLedger('lost_orders')
const ofRun = 'orders-of-a-run'
let stateFile: string
/** Topics that exist, with what the group has committed on partition 0; undefined: not known. */
let committed: Record<string, number | undefined> | undefined
let now = 0

after(() => pool.end())
beforeEach(async () => {
  await emptyLedger(pool)
  stateFile = newStateFile()
  committed = undefined
})

/** An exporter's start: what it remembers comes from the disk alone. */
function start() {
  const collect = createLedgerCollector({ pool, stateFile, logger, paid, now: () => now })
  return async () => (await collect()).lost
}

function paid() {
  if (committed === undefined) return undefined
  const topics = new Map(Object.entries(committed))
  const offsets = [...topics].flatMap(([topic, offset]) =>
    offset === undefined ? [] : [[topic, new Map([[0, offset]])] as const],
  )
  return { committed: new Map(offsets), exists: (topic: string) => topics.has(topic) }
}

async function acked(event: string, record: TestRecord): Promise<void> {
  await pool.query(acknowledge(event, record))
}

/** What is counted once the grace has passed after these commits. */
async function lostAfter(collect: () => Promise<number>, commits: typeof committed) {
  committed = commits
  await collect()
  now += 10_000
  return collect()
}

test('an order is lost when it was passed and neither paid nor dead-lettered', async () => {
  const collect = start()
  committed = { orders: 0 }
  await collect()
  await acked('paid', { offset: 0 })
  await acked('lost', { offset: 1 })
  await acked('dead', { offset: 2 })
  await acked('not passed', { offset: 3 })
  await acked('elsewhere', { offset: 0, partition: 1 })
  await pool.query(bookPayment({ event: 'paid' }))
  await pool.query(
    `INSERT INTO dead_letters (group_id, topic, partition, "offset", error)
     VALUES ('payment-service', 'orders', 0, 2, 'refused')`,
  )
  committed = { orders: 3 }
  assert.equal(await collect(), 0, 'not within the grace')
  now += 10_000
  assert.equal(await collect(), 1)
  now += 10_000
  assert.equal(await collect(), 1)
  assert.equal(await start()(), 1)
})

test('what is not owed a payment is not lost: a malformed order, an invoice', async () => {
  const collect = start()
  committed = { orders: 0 }
  await collect()
  await acked('malformed', { offset: 0, payable: false })
  await acked('an invoice', { offset: 1, stream: 'invoices' })
  await acked('of old', { offset: 2, stream: null })
  assert.equal(await lostAfter(collect, { orders: 3 }), 1)
})

test('orders are judged in whatever topic the group pays from', async () => {
  const collect = start()
  committed = { orders: 0 }
  await collect()
  await acked('lost there', { topic: ofRun, offset: 0 })
  await acked('lost here', { offset: 0 })
  assert.equal(await lostAfter(collect, { orders: 1, [ofRun]: 1 }), 2)
  assert.equal(await start()(), 2, 'the restart knows of both')
})

test('a topic that was deleted and made again begins anew, without what the old one held', async () => {
  const collect = start()
  committed = { orders: 0 }
  await collect()
  await acked('lost', { topic: ofRun, offset: 0 })
  await acked('never read', { topic: ofRun, offset: 1 })
  assert.equal(await lostAfter(collect, { orders: 0, [ofRun]: 1 }), 1)
  assert.equal(await lostAfter(collect, { orders: 0 }), 1)
  const again = start()
  await acked('lost in the new one', { topic: ofRun, offset: 0 })
  committed = { orders: 0, [ofRun]: undefined }
  await again()
  assert.equal(await lostAfter(again, { orders: 0, [ofRun]: 1 }), 2)
  assert.equal(await lostAfter(again, { orders: 0, [ofRun]: 2 }), 2)
})

test('what was committed in a topic that is gone has not passed in the one that follows', async () => {
  const collect = start()
  await lostAfter(collect, { orders: 0, [ofRun]: 5 })
  committed = { orders: 0 }
  await collect()
  await acked('on its way', { topic: ofRun, offset: 1 })
  committed = { orders: 0, [ofRun]: 0 }
  now += 5000
  assert.equal(await collect(), 0)
  assert.equal(await lostAfter(collect, { orders: 0, [ofRun]: 2 }), 1)
})

test('orders that were passed before the first start are not judged, later ones are', async () => {
  await acked('long ago', { offset: 0 })
  await acked('of an earlier run', { topic: ofRun, offset: 0 })
  const first = start()
  assert.equal(await lostAfter(first, { orders: 1 }), 0)
  assert.equal(await lostAfter(first, { orders: 1, [ofRun]: 1 }), 0)
  await acked('while stopped', { offset: 1 })
  const second = start()
  assert.equal(await lostAfter(second, { orders: 2, [ofRun]: 1 }), 1)
})

test('a commit that goes back does not count anything again', async () => {
  const collect = start()
  committed = { orders: 0 }
  await collect()
  await acked('lost', { offset: 0 })
  for (const offset of [1, 0, 1]) await lostAfter(collect, { orders: offset })
  assert.equal(await collect(), 1)
})
