import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { OpenTransaction } from '../../src/collectors/open-transactions.ts'
import {
  createTransactionClock,
  type ReadStarts,
} from '../../src/transactions/transaction-clock.ts'

function transaction(change: Partial<OpenTransaction> = {}): OpenTransaction {
  const where = { topic: 'orders', partition: 0, startOffset: 7n }
  return { ...where, producerId: 1n, producerEpoch: 3, ...change }
}

let asked: bigint[][] = []
beforeEach(() => {
  asked = []
})

/** Coordinators that say when the transaction of producer 1, epoch 3, began. */
function coordinators(startedAt?: number): ReadStarts {
  return async ids => {
    asked.push([...ids])
    const known = startedAt === undefined ? [] : [{ producerId: 1n, producerEpoch: 3, startedAt }]
    return { value: known, failures: [] }
  }
}

const on = (partition: number, seconds: number) => ({ topic: 'orders', partition, seconds })

test('a transaction is timed from the first sight, and nobody is asked about a short one', async () => {
  const clock = createTransactionClock()
  const first = await clock([transaction()], coordinators(0), 10_000)
  assert.deepEqual(first, { value: [on(0, 0)], failures: [] })
  assert.deepEqual((await clock([], coordinators(0), 12_000)).value, [])
  assert.deepEqual(asked, [])
})

test('one that stays is timed by its coordinator, which is asked once', async () => {
  const clock = createTransactionClock()
  await clock([transaction()], coordinators(4000), 10_000)
  for (const [now, seconds] of [
    [12_000, 8],
    [14_000, 10],
  ] as const) {
    assert.deepEqual((await clock([transaction()], coordinators(4000), now)).value, [
      on(0, seconds),
    ])
  }
  assert.deepEqual(asked, [[1n]])
})

test('one that no coordinator knows keeps the time of its first sight', async () => {
  const clock = createTransactionClock()
  const other = transaction({ producerEpoch: 2 })
  for (const now of [10_000, 12_000]) await clock([other], coordinators(4000), now)
  assert.deepEqual((await clock([other], coordinators(4000), 14_000)).value, [on(0, 4)])
  assert.equal(asked.length, 1)
})

test('while coordinators do not answer the age goes on, and they are asked again', async () => {
  const clock = createTransactionClock()
  const fails: ReadStarts = () => Promise.reject(new Error('no answer'))
  await clock([transaction()], fails, 10_000)
  const { value, failures } = await clock([transaction()], fails, 12_000)
  assert.deepEqual(value, [on(0, 2)])
  assert.match(String(failures[0]), /no answer/)
  assert.deepEqual((await clock([transaction()], coordinators(4000), 14_000)).value, [on(0, 10)])
})

test('a partition shows its oldest transaction, and a later one starts anew', async () => {
  const clock = createTransactionClock()
  const young = transaction({ producerId: 2n, startOffset: 9n })
  await clock([transaction()], coordinators(), 10_000)
  const both = [young, transaction({ partition: 1 }), transaction()]
  const { value } = await clock(both, coordinators(), 13_000)
  assert.deepEqual(
    value.toSorted((a, b) => a.partition - b.partition),
    [on(0, 3), on(1, 0)],
  )
  assert.deepEqual((await clock([young], coordinators(), 14_000)).value, [on(0, 1)])
})
