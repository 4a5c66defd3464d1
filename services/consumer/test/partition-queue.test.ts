import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createPartitionQueue, type RawMessage } from '../src/group/platformatic/partition-queue.ts'
import { createQueues } from '../src/group/platformatic/queues.ts'
import type { Batch } from '../src/processing/batch.ts'

function message(offset: number, partition = 0): RawMessage {
  const [key, value] = [Buffer.from('a'), Buffer.from(String(offset))]
  const headers = new Map([[Buffer.from('trace'), Buffer.from('1')]])
  const place = { topic: 'orders', partition, offset: BigInt(offset), leaderEpoch: 0 }
  return { ...place, key, value, headers } as unknown as RawMessage
}

const endOf = (batch: Batch) => batch.read(0, batch.size).map(({ offset }) => Number(offset))

/** A queue whose processor works all off, and what it was given. */
function setUp(process?: (batch: Batch) => Promise<void>) {
  const batches: number[][] = []
  const committed: number[] = []
  const queue = createPartitionQueue({
    ...{ group: 'g', topic: 'orders', partition: 0 },
    processor: {
      async process(batch) {
        batches.push(endOf(batch))
        if (process !== undefined) return process(batch)
        batch.passed(batch.size)
        await batch.commit(batch.size)
      },
    },
    commit: async last => void committed.push(Number(last.offset)),
    onFinished: () => undefined,
    onFailure: () => undefined,
  })
  return { queue, batches, committed }
}

test('records that come one by one are worked off together, and committed by the last', async () => {
  const { queue, batches, committed } = setUp()
  for (const offset of [5, 6, 7]) queue.push(message(offset))
  await queue.settled()
  assert.deepEqual([batches, committed], [[[5, 6, 7]], [7]])
})

test('a record that comes again is not worked on again', async () => {
  const { queue, batches } = setUp()
  for (const offset of [5, 6]) queue.push(message(offset))
  await queue.settled()
  for (const offset of [5, 6, 7]) queue.push(message(offset))
  await queue.settled()
  assert.deepEqual(batches, [[5, 6], [7]])
})

test('what a batch left is the beginning of the next', async () => {
  const { queue, batches } = setUp(async batch => batch.passed(Math.min(2, batch.size)))
  for (const offset of [1, 2, 3]) queue.push(message(offset))
  await queue.settled()
  assert.deepEqual(batches, [[1, 2, 3], [3]])
})

test('a record that comes while the queue is about to rest is worked on', async () => {
  for (let steps = 0; steps < 12; steps++) {
    const { queue, batches } = setUp(async batch => {
      batch.passed(batch.size)
      if (batches.length > 1) return
      let later = Promise.resolve()
      for (let step = 0; step < steps; step++) later = later.then(() => undefined)
      void later.then(() => queue.push(message(2)))
    })
    queue.push(message(1))
    for (let turn = 0; turn < 5; turn++) await setImmediate()
    assert.deepEqual(batches.flat(), [1, 2], `after ${steps} steps`)
  }
})

test('a commit that the coordinator refuses ends the queue, nothing more is begun', async () => {
  const { queue, batches } = setUp(async () => {
    throw Object.assign(new Error('evicted'), { apiId: 'UNKNOWN_MEMBER_ID' })
  })
  queue.push(message(1))
  await queue.settled()
  assert.ok(queue.generation.lost.aborted)
  queue.push(message(2))
  await setImmediate()
  assert.equal(batches.length, 1)
})

test('a queue is full with 1000 records, takes what was under way, and has room again', async () => {
  const gate = Promise.withResolvers<void>()
  const { queue, batches } = setUp(async batch => {
    await gate.promise
    batch.passed(batch.size)
  })
  for (let offset = 0; offset < 999; offset++) queue.push(message(offset))
  assert.ok(!queue.isFull())
  for (let offset = 999; offset < 1200; offset++) queue.push(message(offset))
  assert.ok(queue.isFull())
  gate.resolve()
  await queue.settled()
  assert.ok(!queue.isFull())
  assert.equal(batches.flat().length, 1200)
})

test('a queue that nothing more is begun of is not full: what comes is dropped', async () => {
  const { queue } = setUp(() => new Promise(() => undefined))
  for (let offset = 0; offset < 1000; offset++) queue.push(message(offset))
  queue.generation.endSoon()
  assert.ok(!queue.isFull())
})

test('a full partition is full for itself alone', () => {
  const queues = createQueues(() => setUp(() => new Promise(() => undefined)).queue)
  queues.assign([{ topic: 'orders', partitions: [0, 1] }], false)
  for (let offset = 0; offset < 1000; offset++) queues.push(message(offset, 0))
  assert.deepEqual(
    [0, 1, 2].map(partition => queues.isFull('orders', partition)),
    [true, false, false],
  )
})

test('partitions that stay go on with KIP-848, and begin anew with the classic protocol', () => {
  for (const keep of [true, false]) {
    const opened: ReturnType<typeof setUp>['queue'][] = []
    const queues = createQueues(() => {
      const { queue } = setUp()
      opened.push(queue)
      return queue
    })
    queues.assign([{ topic: 'orders', partitions: [0, 1] }], keep)
    queues.assign([{ topic: 'orders', partitions: [1, 2] }], keep)
    const lost = opened.map(({ generation }) => generation.lost.aborted)
    assert.deepEqual(lost, keep ? [true, false, false] : [true, true, false, false])
  }
})

test('records of a partition that is not assigned are dropped', async () => {
  const { queue, batches } = setUp()
  const queues = createQueues(() => queue)
  queues.assign([{ topic: 'orders', partitions: [0] }], false)
  queues.push(message(1, 3))
  queues.push(message(1, 0))
  await queue.settled()
  assert.deepEqual(batches, [[1]])
})
