import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsumerProcess } from './support/consumer-process.ts'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { type Stage, setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()

function assigned(consumer: ConsumerProcess, stage: Stage): Promise<number | undefined> {
  return consumer.metric(`kafka_consumer_assigned_partitions{group="${stage.group}"}`)
}

async function members(stage: Stage): Promise<number> {
  const { groups } = await infrastructure().admin.describeGroups([stage.group])
  return groups[0]?.members.length ?? 0
}

test('SIGTERM finishes the record in hand, commits, and a peer takes over at once', async t => {
  const stage = await setStage(t, infrastructure(), 2)
  // A member hears of a rebalance with its next heartbeat.
  const settings = { dedupe: false, processingDelayMs: 40, heartbeatIntervalMs: 500 }
  const leaving = await stage.consumer('leaving', { settings })
  const staying = await stage.consumer('staying', { settings })
  for (const consumer of [leaving, staying]) await consumer.start()
  await eventually(
    'one partition each',
    async () => (await assigned(leaving, stage)) === 1 && (await assigned(staying, stage)) === 1,
  )
  const accounts = Array.from({ length: 30 }, (_, at) => `account-${at}`)
  const ids = await stage.sendOrders({ accounts, each: 10 })
  await eventually('some are paid', async () => (await stage.payments()).size > 20)
  const endedAt = performance.now()
  assert.equal(await leaving.end('SIGTERM'), 0)
  await eventually('the peer has both', async () => (await assigned(staying, stage)) === 2, 10_000)
  const tookMs = performance.now() - endedAt
  assert.ok(tookMs < 3000, `the peer took over after ${Math.round(tookMs)} ms`)
  await eventually('all are paid', async () => (await stage.payments()).size === ids.length)
  // Dedupe is off: whatever was done and not committed would be paid a second time.
  assert.ok([...(await stage.payments()).values()].every(times => times === 1))
})

test('a spare idles, joins the group it is given, and leaves it again', async t => {
  const stage = await setStage(t, infrastructure())
  const spare = await stage.consumer('spare', { group: '', topics: '' })
  await spare.start()
  await spare.ready()
  assert.equal(await members(stage), 0)
  const [order] = await stage.sendOrders({ accounts: ['a'], each: 1 })
  await spare.send('PATCH', '/settings', { groupId: stage.group, topics: [stage.topic] })
  await eventually('it pays', async () => (await stage.payments()).has(`${order}`))
  assert.equal(await members(stage), 1)
  await spare.send('PATCH', '/settings', { groupId: '' })
  await eventually('the group is empty', async () => (await members(stage)) === 0)
  await eventually('its series are gone', async () => (await assigned(spare, stage)) === undefined)
  await spare.ready()
})

test('a client setting reconnects the member, another one does not', async t => {
  const stage = await setStage(t, infrastructure())
  const consumer = await stage.consumer('payment')
  await consumer.start()
  await consumer.ready()
  const joins = () => consumer.metric(`kafka_consumer_rebalances_total{group="${stage.group}"}`)
  assert.equal(await joins(), 1)
  await consumer.send('PATCH', '/settings', { dedupe: false, concurrency: 4 })
  await consumer.send('PATCH', '/settings', { sessionTimeoutMs: 10_000 })
  await eventually('joined again', async () => (await joins()) === 2)
  await stage.sendOrders({ accounts: ['a'], each: 2 })
  await eventually('it pays', async () => (await stage.payments()).size === 2)
  assert.equal(await joins(), 2)
})

test('a new group with policy latest leaves alone what lies there', async t => {
  const stage = await setStage(t, infrastructure())
  await stage.sendOrders({ accounts: ['a'], each: 5 })
  const consumer = await stage.consumer('payment', { settings: { offsetReset: 'latest' } })
  await consumer.start()
  await eventually('assigned', async () => (await assigned(consumer, stage)) === 1)
  const [later] = await eventually('a later order is paid', async () => {
    const ids = await stage.sendOrders({ accounts: ['a'], each: 1 })
    const payments = await stage.payments()
    return payments.size > 0 && ids
  })
  assert.ok(later)
  assert.ok(![...(await stage.payments()).keys()].some(id => id.endsWith('_a_1')))
})
