import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eventually } from '../../../../packages/service-kit/test/support/eventually.ts'
import { type ProducerProcess, startProducer } from '../support/producer-process.ts'
import { readTopic } from '../support/read-topic.ts'
import { seriesIn } from '../support/scrape.ts'
import { openWorld, type World } from '../support/world.ts'

const steady = { ordersPerSecond: 50, auditPerSecond: 0, invoiceBatchSize: 0 }

suite('a stream that moves to a topic of its own', () => {
  let world: World
  let producer: ProducerProcess
  let orders: string
  let owned: string
  before(async () => {
    world = await openWorld('topics')
    orders = `${world.prefix}orders`
    owned = `${world.prefix}owned`
    producer = await startProducer(world.env)
    await producer.ready()
    await producer.patch(steady)
  })
  after(async () => {
    await producer.end('SIGTERM')
    await world.admin.deleteTopics({ topics: [owned] }).catch(() => undefined)
    await world.close()
  })
  const create = (numPartitions: number) =>
    world.admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic: owned, numPartitions, replicationFactor: -1 }],
    })
  const end = async (topic: string) =>
    (await world.admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0)
  const acked = async (topic: string) => {
    const text = 'SELECT count(*)::int AS n FROM order_acks WHERE topic = $1'
    return (await world.pool.query<{ n: number }>(text, [topic])).rows[0]?.n ?? 0
  }
  const failed = async () => {
    const { rows } = await world.pool.query('SELECT count(*)::int AS n FROM order_failures')
    return rows[0].n
  }

  test('waits, says so, and goes on when the topic appears; nothing more goes to the old', async () => {
    await producer.patch({ ordersTopic: owned })
    const ends = await end(orders)
    const reasons = await eventually('it says so', async () => {
      const waitingFor = await producer.waitingFor()
      return `topic ${owned}` in waitingFor && waitingFor
    })
    assert.match(reasons[`topic ${owned}`] ?? '', /does not exist/)
    await create(2)
    await eventually('orders arrive', async () => (await acked(owned)) > 20)
    await producer.ready()
    assert.equal(await end(orders), ends)
    assert.doesNotMatch(await producer.metrics(), new RegExp(`topic="${orders}"`))
  })

  test('uses partitions that are added, within the age of the metadata', async () => {
    await producer.patch({ metadataMaxAgeMs: 1000 })
    await world.admin.createPartitions({ topicPartitions: [{ topic: owned, count: 4 }] })
    await eventually('all are used', async () => {
      const offsets = await world.admin.fetchTopicOffsets(owned)
      return offsets.length === 4 && offsets.every(({ high }) => Number(high) > 0)
    })
  })

  test('comes back, and the topic can be deleted as soon as the change was answered', async () => {
    await producer.patch({ ordersTopic: orders })
    const records = await readTopic(world, owned)
    await world.admin.deleteTopics({ topics: [owned] })
    const before = await acked(orders)
    await eventually('orders go on', async () => (await acked(orders)) > before + 100)
    assert.equal(await failed(), 0)
    const errors = (await producer.metrics())
      .split('\n')
      .filter(line => /^kafka_producer_record_errors_total.* [1-9]/.test(line))
    assert.deepEqual(errors, [])
    // Ids and sequences went on: no event is in both topics.
    const { rows } = await world.pool.query(
      `SELECT account_id FROM order_intents GROUP BY account_id
       HAVING count(*) <> max(account_sequence)`,
    )
    assert.deepEqual(rows, [])
    assert.equal(new Set(records.map(({ eventId }) => eventId)).size, records.length)
  })

  test('leaves a single batch of exactly so many invoices in any topic', async () => {
    await create(1)
    const before = await acked(owned)
    const answer = await producer.burst({ kind: 'invoices', topic: owned, records: 123 })
    assert.equal(answer.status, 202)
    await eventually('all are acknowledged', async () => (await acked(owned)) >= before + 123)
    assert.equal(await end(owned), 123)
    await eventually('its series are gone', async () => {
      const series = `kafka_producer_buffered_records{topic="${owned}"}`
      return seriesIn(await producer.metrics(), series) === undefined
    })
  })

  test('may go one record a request on one topic while the others keep their batches', async () => {
    const audit = `${world.prefix}audit`
    const single = { lingerMs: 0, maxBatchRecords: 1, compression: 'none', maxInFlightSends: 1 }
    await producer.patch({ auditPerSecond: 200, topicOverrides: { [audit]: single } })
    const batches = async (topic: string) => {
      const text = await producer.metrics()
      const read = (name: string) =>
        seriesIn(text, `kafka_producer_batch_records_${name}{topic="${topic}"}`) ?? 0
      return { sends: read('count'), records: read('sum') }
    }
    const seen = await eventually('audit records', async () => {
      const now = await batches(audit)
      return now.records > 300 && now
    })
    assert.equal(seen.sends, seen.records)
    const others = await batches(orders)
    assert.ok(others.records > 1.3 * others.sends)
    await producer.patch({ topicOverrides: { [audit]: { acks: 1 } } })
    const { records } = await batches(audit)
    await eventually(
      'it goes on with acks 1',
      async () => (await batches(audit)).records > records + 100,
    )
    await producer.patch({ topicOverrides: {}, auditPerSecond: 0 })
    await eventually('nothing is left', async () => {
      const series = `kafka_producer_buffered_records{topic="${audit}"}`
      return seriesIn(await producer.metrics(), series) === 0
    })
    assert.equal(await failed(), 0)
  })
})
