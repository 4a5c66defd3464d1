import assert from 'node:assert/strict'
import { test } from 'node:test'
import kafkajs from 'kafkajs'
import type { ConsumerProcess } from './support/consumer-process.ts'
import { useInfrastructure } from './support/infrastructure.ts'
import { eventually } from './support/poll.ts'
import { type Stage, setStage } from './support/stage.ts'

const infrastructure = useInfrastructure()
const accounts = Array.from({ length: 30 }, (_, at) => `account-${at}`)

const series = (name: string, { group }: Stage) => `kafka_consumer_${name}{group="${group}"}`
const assigned = (consumer: ConsumerProcess, stage: Stage) =>
  consumer.metric(series('assigned_partitions', stage))
const joins = async (consumer: ConsumerProcess, stage: Stage) =>
  (await consumer.metric(series('rebalances_total', stage))) ?? 0

for (const groupProtocol of ['classic', 'consumer']) {
  test(`${groupProtocol}: members share the work, and a peer takes over what one leaves`, async t => {
    const stage = await setStage(t, infrastructure(), 2)
    const settings = {
      ...{ client: 'platformatic', groupProtocol, dedupe: false },
      ...{ processingDelayMs: 20, heartbeatIntervalMs: 500 },
    }
    const leaving = await stage.consumer('leaving', { settings })
    const staying = await stage.consumer('staying', { settings })
    for (const consumer of [leaving, staying]) await consumer.start()
    await eventually(
      'one partition each',
      async () => (await assigned(leaving, stage)) === 1 && (await assigned(staying, stage)) === 1,
      30_000,
    )
    const ids = await stage.sendOrders({ accounts, each: 10 })
    await eventually('some are paid', async () => (await stage.payments()).size > 20)
    assert.equal(await leaving.end('SIGTERM'), 0)
    await eventually('the peer has both', async () => (await assigned(staying, stage)) === 2)
    await eventually('all are paid', async () => (await stage.payments()).size === ids.length)
    // Dedupe is off: whatever was done and not committed would be paid a second time.
    assert.ok([...(await stage.payments()).values()].every(times => times === 1))
    await eventually('all is committed', async () => (await stage.committed()) === ids.length)
    assert.equal(await staying.metric(series('commit_failures_total', stage)), 0)
    const place = `group="${stage.group}",topic="${stage.topic}",partition="0"`
    await eventually('it says that nothing is left', async () => {
      return (await staying.metric(`kafka_consumer_records_lag{${place}}`)) === 0
    })
  })
}

test('reads what was compressed by any codec', async t => {
  const stage = await setStage(t, infrastructure())
  const { GZIP, Snappy, ZSTD } = kafkajs.CompressionTypes
  for (const compression of [GZIP, Snappy, ZSTD]) {
    await stage.sendOrders({ accounts, each: 2, compression })
  }
  const consumer = await stage.consumer('payment', { settings: { client: 'platformatic' } })
  await consumer.start()
  await eventually('all are paid', async () => (await stage.payments()).size === 180)
})

test('KIP-848: pages that block for longer than a classic session do no harm', async t => {
  const stage = await setStage(t, infrastructure(), 2)
  const consumer = await stage.consumer('payment', {
    settings: {
      ...{ client: 'platformatic', groupProtocol: 'consumer', blockingMsPerRecord: 70 },
      sessionTimeoutMs: 6000,
    },
  })
  await stage.sendOrders({ accounts, each: 30 })
  await consumer.start()
  await eventually('progress', async () => (await stage.committed()) >= 200, 60_000)
  const askedAt = performance.now()
  await consumer.send('PATCH', '/settings', { pageRecords: 99 })
  const seconds = (performance.now() - askedAt) / 1000
  assert.ok(seconds < 14, `answered after ${seconds} s, a page of each partition`)
  assert.equal(await joins(consumer, stage), 1)
})

test('classic: a commit of a membership that is over is not repeated in the next one', async t => {
  const stage = await setStage(t, infrastructure())
  const consumer = await stage.consumer('payment', {
    settings: {
      ...{ client: 'platformatic', blockingMsPerRecord: 70 },
      ...{ sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 },
    },
  })
  await stage.sendOrders({ accounts, each: 10 })
  await consumer.start()
  await eventually('two evictions', async () => (await joins(consumer, stage)) >= 3, 90_000)
  assert.equal(await stage.committed(), 0, 'no progress')
  await consumer.send('PATCH', '/settings', { pageRecords: 10 })
  await eventually('progress', async () => (await stage.committed()) === 300, 60_000)
})

test('a static member is restarted without a rebalance of its peers', async t => {
  const stage = await setStage(t, infrastructure(), 2)
  const settings = { client: 'platformatic', sessionTimeoutMs: 15_000, heartbeatIntervalMs: 500 }
  const own = (name: string, leaveOnStop: boolean) => ({
    settings: { ...settings, groupInstanceId: `${stage.group}-${name}`, leaveOnStop },
  })
  const restarted = await stage.consumer('restarted', own('restarted', false))
  const peer = await stage.consumer('peer', own('peer', true))
  for (const consumer of [restarted, peer]) await consumer.start()
  await eventually(
    'one partition each',
    async () => (await assigned(restarted, stage)) === 1 && (await assigned(peer, stage)) === 1,
    30_000,
  )
  const before = await joins(peer, stage)
  assert.equal(await restarted.end('SIGTERM'), 0)
  await restarted.start()
  await eventually('it is back', async () => (await assigned(restarted, stage)) === 1, 30_000)
  const ids = await stage.sendOrders({ accounts, each: 2 })
  await eventually('all are paid', async () => (await stage.payments()).size === ids.length)
  assert.equal(await joins(peer, stage), before)
})

test('a group goes over from kafkajs to KIP-848 by its settings, one member after the other', async t => {
  const stage = await setStage(t, infrastructure(), 2)
  const settings = { heartbeatIntervalMs: 500 }
  const members = [
    await stage.consumer('one', { settings }),
    await stage.consumer('other', { settings }),
  ]
  for (const member of members) await member.start()
  const shared = async () => {
    const counts = await Promise.all(members.map(member => assigned(member, stage)))
    return counts.every(count => count === 1)
  }
  await eventually('one partition each', shared, 30_000)
  for (const member of members) {
    const change = { client: 'platformatic', groupProtocol: 'consumer' }
    const answer = await member.send('PATCH', '/settings', change)
    assert.equal(answer.status, 200)
  }
  const ids = await stage.sendOrders({ accounts, each: 4 })
  await eventually('all are paid', async () => (await stage.payments()).size === ids.length, 60_000)
  await eventually('one partition each', shared, 60_000)
})
