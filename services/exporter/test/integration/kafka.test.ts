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

const lag = 'kafka_consumer_group_lag'
const lagSeconds = 'kafka_consumer_group_lag_seconds'
const withoutCommit = 'kafka_consumer_group_partitions_without_commit'

/** A kafkajs member that reads topics and, with `commit`, commits the end of what it read. */
async function join(groupId: string, topic: string, fromBeginning: boolean) {
  const consumer = cluster.kafka.consumer({ groupId, sessionTimeout: 30_000 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning })
  await consumer.run({ eachMessage: async () => undefined, autoCommitThreshold: 1 })
  return consumer
}

test('a caught-up group has a lag of 0 and is 0 seconds behind', async () => {
  const topic = await cluster.createTopic('caught-up')
  const group = cluster.groupId('caught-up')
  await cluster.send(topic, 10)
  await cluster.commit(group, topic, 10)
  await seen(scrape => {
    const labels = { group, topic, partition: '0' }
    assert.equal(scrape.value(lag, labels), 0)
    assert.equal(scrape.value(lagSeconds, labels), 0)
    assert.equal(scrape.value('kafka_consumer_group_committed_offset', labels), 10)
    assert.equal(scrape.value('kafka_topic_partition_end_offset', { topic, partition: '0' }), 10)
    assert.equal(scrape.value('kafka_topic_partition_replicas', { topic, partition: '0' }), 1)
    assert.equal(scrape.value('kafka_consumer_group_state', { group, state: 'Empty' }), 1)
    assert.equal(scrape.value('kafka_consumer_group_state', { group, state: 'Stable' }), 0)
  })
})

test('a group without commits is absent from lag and present among the uncommitted', async () => {
  const topic = await cluster.createTopic('uncommitted', 3)
  const group = cluster.groupId('uncommitted')
  await cluster.send(topic, 5, { partition: 0 })
  await cluster.send(topic, 5, { partition: 2 })
  const member = await join(group, topic, false)
  await seen(scrape => {
    assert.equal(scrape.value('kafka_consumer_group_state', { group, state: 'Stable' }), 1)
    assert.equal(scrape.value('kafka_consumer_group_members', { group }), 1)
    assert.equal(scrape.value(withoutCommit, { group, topic }), 2, 'the empty partition is none')
    assert.deepEqual(scrape.seriesOf(lag, group), [])
    assert.deepEqual(scrape.seriesOf(lagSeconds, group), [])
  })
  await member.disconnect()
})

test('a stopped group falls behind in seconds, at first by the time of the record', async () => {
  const topic = await cluster.createTopic('stopped')
  const group = cluster.groupId('stopped')
  const minuteAgo = Date.now() - 60_000
  await cluster.send(topic, 10, { at: minuteAgo })
  await cluster.send(topic, 10)
  await cluster.commit(group, topic, 5)
  const labels = { group, topic, partition: '0' }
  const late = startExporter(brokers)
  try {
    const secondsNow = async () => (await late.scrape()).value(lagSeconds, labels) ?? Number.NaN
    const first = await eventually(async () => {
      const seconds = await secondsNow()
      const expected = (Date.now() - minuteAgo) / 1000
      assert.ok(Math.abs(seconds - expected) < 5, `${seconds} s, expected ${expected} s`)
      return seconds
    })
    await eventually(async () => assert.ok((await secondsNow()) > first + 2))
    await cluster.commit(group, topic, 20)
    await eventually(async () => assert.equal(await secondsNow(), 0))
  } finally {
    await late.stop()
  }
})

test('records that arrive while the group rests are timed by what the exporter saw', async () => {
  const topic = await cluster.createTopic('watched')
  const group = cluster.groupId('watched')
  await cluster.send(topic, 10)
  await cluster.commit(group, topic, 10)
  const labels = { group, topic, partition: '0' }
  await seen(scrape => assert.equal(scrape.value(lag, labels), 0))
  // A producer's clock that is an hour slow must not show: the exporter saw them arrive.
  const sentAt = Date.now()
  await cluster.send(topic, 10, { at: sentAt - 3_600_000 })
  await eventually(async () => {
    const scrape = await exporter.scrape()
    assert.equal(scrape.value(lag, labels), 10)
    const seconds = scrape.value(lagSeconds, labels) ?? Number.NaN
    assert.ok(seconds > 0 && seconds <= (Date.now() - sentAt) / 1000 + 5, `${seconds} s`)
  })
})

test('after records were deleted the lag counts them, and the oldest kept is timed', async () => {
  const topic = await cluster.createTopic('deleted')
  const group = cluster.groupId('deleted')
  const halfMinuteAgo = Date.now() - 30_000
  await cluster.send(topic, 60, { at: Date.now() - 3_600_000 })
  await cluster.send(topic, 40, { at: halfMinuteAgo })
  await cluster.commit(group, topic, 20)
  await cluster.admin.deleteRecords({
    topics: [{ name: topic, partitions: [{ partition: 0, offset: 60n }] }],
  })
  const late = startExporter(brokers)
  try {
    await eventually(async () => {
      const scrape = await late.scrape()
      const at = { topic, partition: '0' }
      assert.equal(scrape.value('kafka_topic_partition_start_offset', at), 60)
      assert.equal(scrape.value(lag, { group, ...at }), 80)
      const seconds = scrape.value(lagSeconds, { group, ...at }) ?? Number.NaN
      const expected = (Date.now() - halfMinuteAgo) / 1000
      assert.ok(Math.abs(seconds - expected) < 5, `${seconds} s, expected ${expected} s`)
    })
  } finally {
    await late.stop()
  }
})

test('a topic that a group has left loses its series, and so does a deleted group', async () => {
  const old = await cluster.createTopic('left')
  const next = await cluster.createTopic('joined')
  const group = cluster.groupId('moved')
  await cluster.send(old, 10)
  await cluster.send(next, 10)
  await cluster.commit(group, old, 4)
  await seen(scrape => assert.equal(scrape.seriesOf(lag, old).length, 1))
  const member = await join(group, next, true)
  await seen(scrape => {
    assert.equal(scrape.value(lag, { group, topic: next, partition: '0' }), 0)
    for (const family of [lag, lagSeconds, 'kafka_consumer_group_committed_offset']) {
      assert.deepEqual(scrape.seriesOf(family, old), [])
    }
  })
  await member.disconnect()
  await eventually(() => cluster.admin.deleteGroups({ groups: [group] }))
  await seen(scrape => {
    for (const family of [lag, 'kafka_consumer_group_state', 'kafka_consumer_group_members']) {
      assert.deepEqual(scrape.seriesOf(family, group), [])
    }
  })
})

test('a deleted topic loses every series', async () => {
  const topic = await cluster.createTopic('dropped')
  const group = cluster.groupId('dropped')
  await cluster.send(topic, 3)
  await cluster.commit(group, topic, 1)
  const families = [lag, 'kafka_topic_partition_end_offset', 'kafka_topic_partition_replicas']
  await seen(scrape => {
    for (const family of families) assert.equal(scrape.seriesOf(family, topic).length, 1)
  })
  await cluster.admin.deleteTopics({ topics: [topic] })
  await seen(scrape => {
    for (const family of families) assert.deepEqual(scrape.seriesOf(family, topic), [])
  })
})

test('the log size of each replica is shown, internal topics are not', async () => {
  const topic = await cluster.createTopic('sized')
  await cluster.send(topic, 100)
  await seen(scrape => {
    const [series, ...others] = scrape.seriesOf('kafka_topic_log_size_bytes', topic)
    assert.equal(others.length, 0)
    assert.match(series ?? '', /partition="0",broker="\d"/)
    assert.deepEqual(scrape.seriesOf('kafka_topic_partition_end_offset', '__'), [])
  })
})

test('the volume under each log directory is shown, and what is left of it', async () => {
  await seen(scrape => {
    const volumes = scrape.seriesOf('kafka_log_dir_total_bytes', '')
    assert.ok(volumes.length > 0)
    for (const series of volumes) {
      const [, broker = '', log_dir = ''] = /broker="(\d+)",log_dir="([^"]+)"/.exec(series) ?? []
      const total = scrape.value('kafka_log_dir_total_bytes', { broker, log_dir }) ?? Number.NaN
      const usable = scrape.value('kafka_log_dir_usable_bytes', { broker, log_dir }) ?? Number.NaN
      assert.ok(usable >= 0 && usable <= total, `${usable} of ${total}: ${series}`)
    }
  })
})
