import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsumerProcess } from './support/consumer-process.ts'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { type Stage, setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()

// A killed member blocks its group until the session is over.
const shortSession = { sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 }

async function startConsumer(stage: Stage, settings: object): Promise<ConsumerProcess> {
  const consumer = await stage.consumer('payment', { settings: { ...shortSession, ...settings } })
  await consumer.start()
  await consumer.ready()
  return consumer
}

/** Ends the consumer, forgets what its group committed, and lets it read everything again. */
async function readAgain(stage: Stage, consumer: ConsumerProcess): Promise<void> {
  await consumer.end('SIGTERM')
  await infrastructure().admin.deleteGroups([stage.group])
  await consumer.start()
  await eventually('everything is read again', async () => {
    const series = `kafka_consumer_redelivered_records_total{group="${stage.group}"}`
    return ((await consumer.metric(series)) ?? 0) >= 200
  })
}

const accounts = Array.from({ length: 20 }, (_, at) => `account-${at}`)

test('an event that is delivered twice is paid once, and the redelivery is counted', async t => {
  const stage = await setStage(t, infrastructure())
  const ids = await stage.sendOrders({ accounts, each: 10 })
  const consumer = await startConsumer(stage, {})
  await eventually('all are paid', async () => (await stage.payments()).size === ids.length)
  await readAgain(stage, consumer)
  const payments = await stage.payments()
  assert.deepEqual(new Set(payments.keys()), new Set(ids))
  assert.ok([...payments.values()].every(times => times === 1))
})

test('with dedupe off the same redelivery pays twice', async t => {
  const stage = await setStage(t, infrastructure())
  const ids = await stage.sendOrders({ accounts, each: 10 })
  const consumer = await startConsumer(stage, { dedupe: false })
  await eventually('all are paid', async () => (await stage.payments()).size === ids.length)
  await readAgain(stage, consumer)
  const payments = await stage.payments()
  assert.equal(payments.size, ids.length)
  assert.ok([...payments.values()].every(times => times === 2))
})

test('SIGKILL after processing: delivered again after the restart, paid once', async t => {
  const stage = await setStage(t, infrastructure())
  const consumer = await startConsumer(stage, {})
  await consumer.send('POST', '/crash', { point: 'after-processing', afterRecords: 30 })
  const ids = await stage.sendOrders({ accounts, each: 4 })
  assert.equal(await consumer.ended(), 'SIGKILL')
  assert.equal((await stage.payments()).size, 30)
  assert.equal(await stage.committed(), 0)
  await consumer.start()
  await eventually('the rest is paid', async () => (await stage.payments()).size === ids.length)
  assert.ok([...(await stage.payments()).values()].every(times => times === 1))
  const series = `kafka_consumer_redelivered_records_total{group="${stage.group}"}`
  assert.equal(await consumer.metric(series), 30)
})

test('SIGKILL before processing and after a commit strike where they say', async t => {
  const stage = await setStage(t, infrastructure())
  const consumer = await startConsumer(stage, { commit: 'record' })
  await consumer.send('POST', '/crash', { point: 'before-processing', afterRecords: 5 })
  await stage.sendOrders({ accounts, each: 1 })
  assert.equal(await consumer.ended(), 'SIGKILL')
  assert.equal((await stage.payments()).size, 4)
  assert.equal(await stage.committed(), 4)
  await consumer.start()
  await consumer.send('POST', '/crash', { point: 'after-commit', afterRecords: 5 })
  assert.equal(await consumer.ended(), 'SIGKILL')
  assert.equal((await stage.payments()).size, 9)
  assert.equal(await stage.committed(), 9)
})

test('a crash setting outlives the crash: it strikes again in the next life', async t => {
  const stage = await setStage(t, infrastructure())
  const crash = { crashPoint: 'after-processing', crashEveryRecords: 120 }
  const consumer = await startConsumer(stage, crash)
  const ids = await stage.sendOrders({ accounts, each: 15 })
  assert.equal(await consumer.ended(), 'SIGKILL')
  // 100 of 120 were committed: a crash loop gets ahead.
  assert.equal(await stage.committed(), 100)
  await consumer.start()
  assert.equal(await consumer.ended(), 'SIGKILL')
  await consumer.start()
  await eventually('all are paid', async () => (await stage.payments()).size === ids.length)
  assert.ok([...(await stage.payments()).values()].every(times => times === 1))
})

test('commit before processing loses what the crash did not reach', async t => {
  const stage = await setStage(t, infrastructure())
  const consumer = await startConsumer(stage, { commit: 'before-processing' })
  await consumer.send('POST', '/crash', { point: 'after-processing', afterRecords: 10 })
  await stage.sendOrders({ accounts, each: 2 })
  assert.equal(await consumer.ended(), 'SIGKILL')
  assert.equal(await stage.committed(), 40)
  await consumer.start()
  const [later] = await stage.sendOrders({ accounts: ['later'], each: 1 })
  await eventually('the next order is paid', async () => (await stage.payments()).has(`${later}`))
  assert.equal((await stage.payments()).size, 11)
})
