import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Consumer } from '@platformatic/kafka'
import { createPartitionQueue, type RawMessage } from '../src/group/platformatic/partition-queue.ts'
import { createQueues } from '../src/group/platformatic/queues.ts'
import { createReader } from '../src/group/platformatic/reader.ts'

const message = (partition: number, offset: number) =>
  ({ topic: 'orders', partition, offset: BigInt(offset), headers: new Map() }) as RawMessage

/** What one fetch brought: far more of partition 0 than may wait, and a little of partition 1. */
async function* fetched() {
  for (let offset = 0; offset < 3000; offset++) yield message(0, offset)
  yield message(1, 0)
  await new Promise(() => undefined)
}

test('a partition that is stuck and full does not hold up another of the same member', async () => {
  const done = Promise.withResolvers<number>()
  const queues = createQueues((topic, partition) =>
    createPartitionQueue({
      ...{ group: 'g', topic, partition },
      processor: {
        async process(batch) {
          if (partition === 0) await new Promise(() => undefined)
          batch.passed(batch.size)
          done.resolve(partition)
        },
      },
      commit: async () => undefined,
      onFinished: () => undefined,
      onFailure: () => undefined,
    }),
  )
  queues.assign([{ topic: 'orders', partitions: [0, 1] }], false)
  const stream = Object.assign(fetched(), { close: async () => undefined, pause: () => undefined })
  const reader = createReader({
    consumer: { consume: async () => stream } as unknown as Consumer,
    settings: { topics: ['orders'], offsetReset: 'earliest' },
    onMessage: queues.push,
    onFailure: error => assert.fail(String(error)),
  })
  await reader.reopen()
  assert.equal(await done.promise, 1)
  assert.ok(queues.isFull('orders', 0))
  reader.stop()
})
