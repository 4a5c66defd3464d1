import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import kafkajs from 'kafkajs'
import { eventually } from '../../../../packages/service-kit/test/support/eventually.ts'
import { type ProducerProcess, startProducer } from '../support/producer-process.ts'
import { readTopic } from '../support/read-topic.ts'
import { seriesIn } from '../support/scrape.ts'
import { openWorld, type World } from '../support/world.ts'

const silent = { ordersPerSecond: 0, auditPerSecond: 0, invoiceBatchSize: 0 }

suite('what the producer sends', () => {
  let world: World
  let producer: ProducerProcess
  let orders: string
  before(async () => {
    world = await openWorld('delivery')
    orders = `${world.prefix}orders`
    producer = await startProducer(world.env)
    await producer.ready()
    await producer.patch(silent)
    await eventually('nothing under way', async () => (await level('buffered')) === 0)
  })
  after(async () => {
    await producer.end('SIGTERM')
    await world.close()
  })
  const level = async (name: string) =>
    seriesIn(await producer.metrics(), `kafka_producer_${name}_records{topic="${orders}"}`)
  const ackCount = async () => {
    const { rows } = await world.pool.query('SELECT count(*)::int AS n FROM order_acks')
    return (rows[0] as { n: number }).n
  }
  const endOffset = async () => {
    const partitions = await world.admin.fetchTopicOffsets(orders)
    return partitions.reduce((sum, { high }) => sum + Number(high), 0)
  }
  const burst = async (records: number, more: object = {}) => {
    const goal = (await ackCount()) + records
    const answer = await producer.burst({ topic: orders, records, ...more })
    assert.equal(answer.status, 202)
    await eventually(`${goal} acks`, async () => (await ackCount()) >= goal)
  }

  test('is acknowledged in the ledger at the offset that it has in Kafka', async () => {
    for (const compression of ['none', 'gzip', 'snappy', 'zstd']) {
      await producer.patch({ compression, batchBytes: compression === 'gzip' ? 500 : 32_768 })
      await burst(300)
    }
    const records = await readTopic(world, orders)
    const { rows } = await world.pool.query(
      'SELECT event_id, partition, "offset"::int AS offset FROM order_acks WHERE topic = $1',
      [orders],
    )
    assert.equal(rows.length, records.length)
    const acks = new Map(rows.map(row => [row.event_id, `${row.partition}/${row.offset}`]))
    for (const { eventId, partition, offset } of records) {
      assert.equal(acks.get(eventId), `${partition}/${offset}`)
    }
  })

  test('does not leave before its intent is in the ledger', async () => {
    const before = await endOffset()
    const acked = await ackCount()
    const holder = await world.pool.connect()
    try {
      await holder.query('BEGIN; LOCK TABLE order_intents IN EXCLUSIVE MODE')
      await producer.burst({ topic: orders, records: 50 })
      await eventually('the insert waits for the lock', async () => {
        const { rows } = await world.pool.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database()
           AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO order_intents%'`,
        )
        return rows.length > 0
      })
      assert.equal(await endOffset(), before)
      assert.equal(await level('buffered'), 50)
    } finally {
      await holder.query('ROLLBACK')
      holder.release()
    }
    await eventually('the acks', async () => (await ackCount()) === acked + 50)
    assert.equal(await endOffset(), before + 50)
  })

  test('goes to one partition in a burst to that partition, keyed as always', async () => {
    const before = await world.admin.fetchTopicOffsets(orders)
    await burst(200, { partition: 4 })
    const now = await world.admin.fetchTopicOffsets(orders)
    const high = (offsets: typeof now, id: number) =>
      Number(offsets.find(({ partition }) => partition === id)?.high)
    for (let id = 0; id < 6; id += 1) {
      assert.equal(high(now, id) - high(before, id), id === 4 ? 200 : 0, `partition ${id}`)
    }
    const records = await readTopic(world, orders)
    const homes = new Map<string | null, number>()
    for (const { key, partition } of records) {
      assert.equal(homes.get(key) ?? partition, partition, `key ${key}`)
      homes.set(key, partition)
    }
  })

  test('is all there when a burst is larger than the buffer, and the wait is counted', async () => {
    await producer.patch({ maxBufferedRecords: 100 })
    const before = await endOffset()
    await burst(2000)
    assert.equal(await endOffset(), before + 2000)
    const series = `kafka_producer_backpressure_total{topic="${orders}"}`
    assert.ok((seriesIn(await producer.metrics(), series) ?? 0) >= 1)
    await producer.patch({ maxBufferedRecords: 10_000 })
  })

  test('may be malformed: recorded as not payable, and acknowledged like any other', async () => {
    await burst(3, { malformed: true })
    const { rows } = await world.pool.query(
      `SELECT count(*)::int AS n FROM order_intents JOIN order_acks USING (event_id)
       WHERE NOT payable AND event_id LIKE 'BAD_%'`,
    )
    assert.equal(rows[0].n, 3)
  })

  test('goes on after a change that needs another kafkajs producer', async () => {
    await producer.patch({ idempotent: false, acks: 1, retries: 3 })
    await burst(20)
    await producer.patch({ idempotent: true, acks: -1, retries: 8 })
    await burst(20)
    assert.equal(await level('waiting'), 0)
  })

  test('comes in runs to invoices, with intents and acknowledgements', async () => {
    const count = async () => {
      const { rows } = await world.pool.query(
        `SELECT count(*)::int AS n, count(a.event_id)::int AS acked FROM order_intents i
         LEFT JOIN order_acks a USING (event_id) WHERE i.topic = $1`,
        [`${world.prefix}invoices`],
      )
      return rows[0] as { n: number; acked: number }
    }
    await producer.patch({ invoiceBatchSize: 30, invoiceIntervalSeconds: 1 })
    await eventually('a run', async () => {
      const { n, acked } = await count()
      return n >= 30 && n === acked
    })
    await producer.patch({ invoiceBatchSize: 0 })
    assert.equal((await count()).n % 30, 0)
  })

  test('is counted by error and written down as failed when the brokers refuse it', async () => {
    const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: orders }
    const limit = (value: string) =>
      world.admin.alterConfigs({
        validateOnly: false,
        resources: [{ ...resource, configEntries: [{ name: 'max.message.bytes', value }] }],
      })
    await limit('100')
    const series = `kafka_producer_record_errors_total{topic="${orders}",error="message_too_large"}`
    await eventually('a refusal', async () => {
      await producer.burst({ topic: orders, records: 1 })
      return (seriesIn(await producer.metrics(), series) ?? 0) > 0
    })
    await eventually('it is written down', async () => {
      const { rows } = await world.pool.query('SELECT DISTINCT error FROM order_failures')
      return rows[0]?.error === 'message_too_large'
    })
    await limit('1048588')
    await eventually('sends work again', async () => {
      const before = await endOffset()
      await producer.burst({ topic: orders, records: 1 })
      return eventually('one more', async () => (await endOffset()) > before, 2000)
    })
  })
})
