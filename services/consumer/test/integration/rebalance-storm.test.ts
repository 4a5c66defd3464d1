import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()

// A page of 100 records takes 7 s, a session lasts 6 s.
const blocking = { blockingMsPerRecord: 70, sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 }

/** A consumer whose work blocks its event loop, with a backlog of 400 orders on one partition. */
async function startStorm(t: TestContext, settings: object) {
  const stage = await setStage(t, infrastructure())
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
