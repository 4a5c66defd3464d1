import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { ensureTopics, topology } from '@firedrill/service-kit/kafka/topology'
import kafkajs, { type Admin } from 'kafkajs'
import { eventually } from '../support/eventually.ts'
import { quietLogger } from '../support/quiet-logger.ts'
import { requireKafka } from '../support/stack.ts'

const prefix = `kit-test-${process.pid}.`
const specs = topology.map(spec => ({ ...spec, topic: `${prefix}${spec.topic}` }))
const names = specs.map(({ topic }) => topic)

suite('the topics of the stack', () => {
  let admin: Admin
  before(async () => {
    admin = createKafka(await requireKafka(), quietLogger()).admin()
    await admin.connect()
  })
  after(async () => {
    await admin.deleteTopics({ topics: names }).catch(() => undefined)
    await admin.disconnect()
  })

  test('are created with their partitions, replicas and overrides', async () => {
    await ensureTopics(admin, specs)
    const { topics } = await eventually('metadata', async () => {
      const metadata = await admin.fetchTopicMetadata({ topics: names })
      return metadata.topics.length === names.length && metadata
    })
    for (const { topic, partitions, replicationFactor } of specs) {
      const found = topics.find(({ name }) => name === topic)
      assert.equal(found?.partitions.length, partitions)
      for (const { replicas } of found.partitions) assert.equal(replicas.length, replicationFactor)
    }
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: `${prefix}audit` }],
    })
    const entries = resources[0]?.configEntries ?? []
    const retention = entries.find(({ configName }) => configName === 'retention.bytes')
    assert.equal(retention?.configValue, String(64 * 1024 * 1024))
  })

  test('are left as they are when they exist', async () => {
    const more = specs.map(spec => ({ ...spec, partitions: spec.partitions + 1 }))
    await ensureTopics(admin, more)
    const { topics } = await admin.fetchTopicMetadata({ topics: [`${prefix}orders`] })
    assert.equal(topics[0]?.partitions.length, 6)
  })
})
