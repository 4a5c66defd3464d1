import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eventually } from '../../../../packages/service-kit/test/support/eventually.ts'
import { type LedgerProxy, openLedgerProxy } from '../support/ledger-proxy.ts'
import { startProducer } from '../support/producer-process.ts'
import { readTopic } from '../support/read-topic.ts'
import { seriesIn } from '../support/scrape.ts'
import { openWorld, type World } from '../support/world.ts'

suite('a producer without', () => {
  let world: World
  let proxy: LedgerProxy
  before(async () => {
    world = await openWorld('outage')
    proxy = await openLedgerProxy(world.env.LEDGER_URL)
  })
  after(async () => {
    await proxy.close()
    await world.close()
  })

  test('its ledger waits, says so, and makes up for it when the ledger is back', async () => {
    const orders = `${world.prefix}orders`
    const producer = await startProducer({
      ...world.env,
      LEDGER_URL: proxy.url,
      LOG_LEVEL: 'silent',
    })
    await producer.ready()
    await producer.patch({ ordersPerSecond: 200, auditPerSecond: 0, maxBufferedRecords: 50 })
    const series = async (name: string) =>
      seriesIn(await producer.metrics(), `kafka_producer_${name}{topic="${orders}"}`) ?? 0
    await eventually('orders are sent', async () => (await series('records_sent_total')) > 100)

    proxy.cut()
    const reasons = await eventually('it is not ready', async () => {
      const waitingFor = await producer.waitingFor()
      return 'ledger' in waitingFor && waitingFor
    })
    assert.match(reasons.ledger ?? '', /LEDGER_URL/)
    await eventually('orders wait', async () => (await series('waiting_records')) > 200)
    const sent = await series('records_sent_total')
    const offered = await series('offered_records_total')
    assert.ok((await series('backpressure_total')) > 0)
    assert.ok(offered - sent > 200)

    proxy.mend()
    await producer.ready()
    await eventually('none waits', async () => (await series('waiting_records')) === 0)
    assert.ok((await series('records_sent_total')) >= offered - 50)
    assert.deepEqual(await producer.end('SIGTERM'), [0, null])

    const records = await readTopic(world, orders)
    const { rows } = await world.pool.query('SELECT count(*)::int AS n FROM order_acks')
    assert.equal(rows[0].n, records.length)
  })

  test('Kafka says which setting to look at, and ends when it is told to', async () => {
    const env = { ...world.env, KAFKA_BROKERS: '127.0.0.1:1', LOG_LEVEL: 'silent' }
    const producer = await startProducer(env)
    const reasons = await eventually('a reason', async () => {
      const { kafka = '' } = await producer.waitingFor()
      return kafka.includes('KAFKA_BROKERS') && kafka
    })
    assert.match(reasons, /127\.0\.0\.1:1/)
    const answer = await producer.burst({ topic: `${world.prefix}orders`, records: 1 })
    assert.equal(answer.status, 503)
    assert.deepEqual(await producer.end('SIGTERM'), [0, null])
  })
})
