import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { brokers } from './support/environment.ts'
import { eventually } from './support/eventually.ts'
import { type Scrape, startExporter } from './support/exporter-under-test.ts'
import { openTestCluster } from './support/test-cluster.ts'

const cluster = await openTestCluster()
const exporter = startExporter(brokers)
after(async () => {
  await exporter.stop()
  await cluster.close()
})

/** Scrapes until the check passes. */
function seen(check: (scrape: Scrape) => void): Promise<void> {
  return eventually(async () => check(await exporter.scrape()))
}

const stableLag = 'kafka_topic_last_stable_offset_lag'
const openSeconds = 'kafka_transaction_open_seconds'

/** A transaction that has written one record; the timestamp of that is a day old. */
async function openTransaction(topic: string) {
  const producer = cluster.kafka.producer({
    transactionalId: topic,
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await producer.connect()
  const transaction = await producer.transaction()
  const timestamp = String(Date.now() - 86_400_000)
  await transaction.send({ topic, messages: [{ partition: 0, value: 'x', timestamp }] })
  return {
    abort: () => transaction.abort(),
    close: () => producer.disconnect(),
  }
}

test('an open transaction shows as records that nobody may read and as its age', async () => {
  const topic = await cluster.createTopic('open', 2)
  const [held, free] = ['0', '1'].map(partition => ({ topic, partition }))
  await seen(scrape => assert.equal(scrape.value(stableLag, held), 0))
  const startedAt = Date.now()
  const transaction = await openTransaction(topic)
  await cluster.send(topic, 4)
  await cluster.send(topic, 4, { partition: 1 })
  await seen(scrape => {
    assert.equal(scrape.value(stableLag, held), 5)
    assert.equal(scrape.value(stableLag, free), 0)
    const age = scrape.value(openSeconds, held) ?? Number.NaN
    assert.ok(age > 2 && age < (Date.now() - startedAt) / 1000 + 1, `open for ${age} s`)
    assert.equal(scrape.value(openSeconds, free), undefined)
  })
  await transaction.abort()
  await seen(scrape => {
    assert.equal(scrape.value(stableLag, held), 0)
    assert.equal(scrape.value(openSeconds, held), undefined)
  })
  await transaction.close()
})

test('an exporter that starts later knows the age of a transaction from its coordinator', async () => {
  const topic = await cluster.createTopic('older')
  const startedAt = Date.now()
  const transaction = await openTransaction(topic)
  await eventually(() => assert.ok(Date.now() - startedAt > 4000))
  const late = startExporter(brokers)
  const lateAt = Date.now()
  try {
    await eventually(async () => {
      const age = (await late.scrape()).value(openSeconds, { topic, partition: '0' }) ?? Number.NaN
      assert.ok(age > (Date.now() - lateAt) / 1000 + 2, `open for ${age} s`)
      assert.ok(age < (Date.now() - startedAt) / 1000 + 1, `open for ${age} s`)
    })
  } finally {
    await late.stop()
  }
  await transaction.abort()
  await transaction.close()
})
