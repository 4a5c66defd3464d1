import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Consumer } from '@platformatic/kafka'
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

const lag = 'kafka_consumer_group_lag'
const lagSeconds = 'kafka_consumer_group_lag_seconds'
const members = 'kafka_consumer_group_members'
const idleMembers = 'kafka_consumer_group_idle_members'
const withoutCommit = 'kafka_consumer_group_partitions_without_commit'
const state = 'kafka_consumer_group_state'

test('a group that only commits has a lag and no number of members, until one joins', async () => {
  const topic = await cluster.createTopic('only-commits')
  const group = cluster.groupId('only-commits')
  const labels = { group, topic, partition: '0' }
  await cluster.send(topic, 10)
  await cluster.commit(group, topic, 4)
  await seen(scrape => {
    assert.equal(scrape.value(state, { group, state: 'Empty' }), 1)
    assert.equal(scrape.value(lag, labels), 6)
    assert.ok((scrape.value(lagSeconds, labels) ?? Number.NaN) > 0)
    assert.equal(scrape.value(members, { group }), undefined)
    assert.equal(scrape.value(idleMembers, { group }), undefined)
  })
  const leave = await joinClassic(group, topic)
  await seen(scrape => assert.equal(scrape.value(members, { group }), 1))
  await leave()
  await seen(scrape => {
    assert.equal(scrape.value(state, { group, state: 'Empty' }), 1)
    assert.equal(scrape.value(members, { group }), 0, 'a group that was stopped')
  })
})

/** What takes a member out of its group. */
type Leave = () => Promise<void>

async function joinClassic(groupId: string, topic: string): Promise<Leave> {
  const consumer = cluster.kafka.consumer({ groupId, sessionTimeout: 30_000 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({ eachMessage: async () => undefined })
  return () => consumer.disconnect()
}

/** A member of the KIP-848 protocol that commits what comes before `stopAt`, and no more. */
async function joinKip848(groupId: string, topic: string, stopAt = 0n): Promise<Leave> {
  const consumer = new Consumer({
    clientId: 'fd-test-exporter',
    bootstrapBrokers: brokers.split(','),
    groupId,
    groupProtocol: 'consumer',
    autocommit: false,
  })
  const stream = await consumer.consume({ topics: [topic], mode: 'earliest' })
  stream.on('data', async ({ offset, commit }) => {
    if (offset === stopAt - 1n) await commit()
  })
  return async () => {
    await consumer.close(true)
  }
}

test('a group of the KIP-848 protocol has state, members, and lag in records and seconds', async () => {
  const topic = await cluster.createTopic('kip848')
  const group = cluster.groupId('kip848')
  const minuteAgo = Date.now() - 60_000
  await cluster.send(topic, 10, { at: minuteAgo })
  const labels = { group, topic, partition: '0' }
  const leave = await joinKip848(group, topic, 4n)
  // One that starts now did not see the records arrive: it has their timestamps to go by.
  const late = startExporter(brokers)
  try {
    await eventually(async () => {
      const scrape = await late.scrape()
      assert.equal(scrape.value(state, { group, state: 'Stable' }), 1)
      assert.equal(scrape.value(members, { group }), 1)
      assert.equal(scrape.value(lag, labels), 6)
      assert.equal(scrape.value(withoutCommit, { group, topic }), 0)
      const seconds = scrape.value(lagSeconds, labels) ?? Number.NaN
      const expected = (Date.now() - minuteAgo) / 1000
      assert.ok(Math.abs(seconds - expected) < 5, `${seconds} s, expected ${expected} s`)
    })
    await leave()
    await eventually(async () => {
      const scrape = await late.scrape()
      assert.equal(scrape.value(state, { group, state: 'Empty' }), 1)
      assert.equal(scrape.value(members, { group }), 0)
      assert.equal(scrape.value(lag, labels), 6, 'a group that is away still lags')
    })
  } finally {
    await late.stop()
  }
})

test('a group of the KIP-848 protocol that never committed has no lag', async () => {
  const topic = await cluster.createTopic('kip848-idle', 2)
  const group = cluster.groupId('kip848-idle')
  await cluster.send(topic, 3)
  const leave = await joinKip848(group, topic)
  await seen(scrape => {
    assert.equal(scrape.value(members, { group }), 1)
    assert.equal(scrape.value(withoutCommit, { group, topic }), 1, 'the empty partition is none')
    assert.deepEqual(scrape.seriesOf(lag, group), [])
  })
  await leave()
})

for (const [protocol, join] of [
  ['classic', joinClassic],
  ['KIP-848', joinKip848],
] as const) {
  test(`members beyond the partitions are idle, in the ${protocol} protocol`, async () => {
    const topic = await cluster.createTopic(`crowded-${protocol}`, 2)
    const group = cluster.groupId(`crowded-${protocol}`)
    const leaves = await Promise.all([1, 2, 3].map(() => join(group, topic)))
    await seen(scrape => {
      assert.equal(scrape.value(members, { group }), 3)
      assert.equal(scrape.value(idleMembers, { group }), 1)
    })
    await leaves.pop()?.()
    await seen(scrape => {
      assert.equal(scrape.value(members, { group }), 2)
      assert.equal(scrape.value(idleMembers, { group }), 0)
    })
    await Promise.all(leaves.map(leave => leave()))
    await seen(scrape => assert.equal(scrape.value(idleMembers, { group }), 0))
  })
}
