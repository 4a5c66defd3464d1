import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()

// A page of 100 records takes 7 s, a session lasts 6 s.
const blocking = { blockingMsPerRecord: 70, sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 }

/** A consumer whose work blocks its event loop, with a backlog of 400 orders. */
async function startStorm(t: TestContext, settings: object, partitions = 1) {
  const stage = await setStage(t, infrastructure(), partitions)
  const accounts = Array.from({ length: 40 }, (_, at) => `account-${at}`)
  await stage.sendOrders({ accounts, each: 10 })
  const consumer = await stage.consumer('payment', { settings: { ...blocking, ...settings } })
  await consumer.start()
  const series = `kafka_consumer_rebalances_total{group="${stage.group}"}`
  return { stage, consumer, joins: async () => (await consumer.metric(series)) ?? 0 }
}

test('pages longer than the session: evicted again and again, and small pages cure it', async t => {
  const { stage, consumer, joins } = await startStorm(t, {})
  await eventually('three evictions', async () => (await joins()) >= 4, 90_000)
  assert.equal(await stage.committed(), 0, 'no progress')
  assert.ok((await stage.payments()).size >= 100, 'the same records were worked on')
  await consumer.send('PATCH', '/settings', { pageRecords: 10 })
  await eventually('progress', async () => (await stage.committed()) >= 50, 60_000)
  const before = await joins()
  await eventually('more progress', async () => (await stage.committed()) >= 200, 60_000)
  assert.equal(await joins(), before, 'no further rebalance')
})

for (const cure of [{ sessionTimeoutMs: 45_000 }, { workerThread: true }]) {
  test(`the same pages do no harm with ${JSON.stringify(cure)}`, async t => {
    const { stage, joins } = await startStorm(t, cure)
    await eventually('progress', async () => (await stage.committed()) >= 200, 60_000)
    await sleep(1000)
    assert.equal(await joins(), 1)
  })
}

test('the same pages do no harm with KIP-848, also those of two partitions in turn', async t => {
  const cure = { client: 'platformatic', groupProtocol: 'consumer' }
  const { stage, consumer, joins } = await startStorm(t, cure, 2)
  await eventually('progress', async () => (await stage.committed()) >= 200, 60_000)
  const startedAt = performance.now()
  await consumer.send('PATCH', '/settings', { pageRecords: 99 })
  const seconds = (performance.now() - startedAt) / 1000
  assert.ok(seconds < 15, `answered after ${seconds} s, two pages`)
  assert.equal(await joins(), 1)
})
