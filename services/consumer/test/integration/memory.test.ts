import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import kafkajs from 'kafkajs'
import type { ConsumerProcess } from './support/consumer-process.ts'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()

const records = 12_000
const bytesEach = 8000
// Far more than the heap of 96 MiB, when all of it is parsed and kept.
const greedy = { pollRecords: 1_000_000, heapLimitMb: 96, maxBytesPerPartition: 65_536 }

/** A consumer that has a backlog of 96 MB of JSON before it. */
async function setBacklog(t: TestContext) {
  const stage = await setStage(t, infrastructure())
  const producer = infrastructure().kafka.producer()
  await producer.connect()
  const value = JSON.stringify({ event_id: 'x', detail: 'x'.repeat(bytesEach) })
  // Small on the disks: it is what becomes of it in memory that matters.
  const compression = kafkajs.CompressionTypes.GZIP
  for (let sent = 0; sent < records; sent += 20) {
    const messages = Array.from({ length: 20 }, () => ({ value }))
    await producer.send({ topic: stage.topic, compression, messages })
  }
  await producer.disconnect()
  const consumer = await stage.consumer('keeper', { handler: 'analytics', settings: greedy })
  return { stage, consumer }
}

async function heapShare(consumer: ConsumerProcess): Promise<number> {
  const used = await consumer.metric('nodejs_heap_size_used_bytes')
  const limit = await consumer.metric('process_heap_limit_bytes')
  return (used ?? 0) / (limit ?? Number.NaN)
}

test('polls kept in memory end the process at its heap limit, a stream of them does not', async t => {
  const { stage, consumer } = await setBacklog(t)
  await consumer.start()
  assert.equal(await consumer.ended(60_000), 'SIGABRT')
  assert.match(consumer.log, /heap/i)
  assert.equal(await stage.committed(), 0)
  await consumer.start()
  await consumer.send('PATCH', '/settings', { pollRecords: 0 })
  const limit = await consumer.metric('process_heap_limit_bytes')
  assert.ok((limit ?? 0) < 115 * 1024 * 1024, `${limit} bytes`)
  let highest = 0
  await eventually(
    'the backlog is drained',
    async () => {
      highest = Math.max(highest, await heapShare(consumer))
      return (await stage.committed()) === records
    },
    60_000,
  )
  assert.ok(highest > 0.1 && highest < 0.7, `${highest} of the heap`)
})
