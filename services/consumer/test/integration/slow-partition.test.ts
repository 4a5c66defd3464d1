import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()

const accounts = Array.from({ length: 50 }, (_, at) => `account-${at}`)
const others = accounts.map(account => `other-${account}`)

test('one slow partition lags alone, moves all the while, and concurrency drains it', async t => {
  const stage = await setStage(t, infrastructure(), 2)
  const consumer = await stage.consumer('payment', { settings: { partitionDelayMs: { '0': 100 } } })
  await consumer.start()
  await consumer.ready()
  const slow = await stage.sendOrders({ accounts, each: 12, partition: 0 })
  const fast = await stage.sendOrders({ accounts: others, each: 12, partition: 1 })
  await eventually('the other partition is done', async () => {
    const payments = await stage.payments()
    return fast.every(id => payments.has(id))
  })
  const paid = await stage.payments()
  assert.ok(
    slow.some(id => !paid.has(id)),
    'the slow one is behind',
  )
  await eventually('the slow one commits', async () => (await stage.committed()) > fast.length)
  const lag = `kafka_consumer_records_lag{group="${stage.group}",topic="${stage.topic}",partition="0"}`
  assert.ok(((await consumer.metric(lag)) ?? 0) > 0)

  await consumer.send('PATCH', '/settings', { concurrency: 25 })
  const all = slow.length + fast.length
  // In order the rest would need most of a minute.
  await eventually('drained', async () => (await stage.committed()) === all, 15_000)
  assert.equal(await consumer.metric(lag), 0)
  const inverted = `kafka_consumer_sequence_inversions_total{group="${stage.group}"}`
  assert.equal(await consumer.metric(inverted), 0)
  assert.ok([...(await stage.payments()).values()].every(times => times === 1))
})

test('a backlog of 12,000 in one partition is paid within seconds', async t => {
  const stage = await setStage(t, infrastructure())
  for (let round = 0; round < 12; round++) await stage.sendOrders({ accounts, each: 20 })
  const consumer = await stage.consumer('payment')
  await consumer.start()
  await consumer.ready()
  const startedAt = performance.now()
  await eventually('all are paid', async () => (await stage.committed()) === 12_000, 20_000)
  t.diagnostic(`drained in ${Math.round(performance.now() - startedAt)} ms`)
})
