import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { createStackDouble } from '../support/stack-double.ts'

const topic = 'drill-audit'
const wanted = { topic, partitions: 3, replicas: 3, config: { 'segment.bytes': '4194304' } }

test('a topic is removed without overrides, which the next of its name would get', async () => {
  const { context, acts } = createStackDouble()
  await ownedTopic.apply(context, wanted)
  await ownedTopic.revert(context, { topic })
  const dropped = acts.indexOf(`topic ${topic} segment.bytes=undefined`)
  assert.ok(dropped > 0 && dropped < acts.indexOf(`remove ${topic}`), acts.join('; '))
})

test('a new topic loses what an older one of its name left behind, and keeps what is meant', async () => {
  const stack = createStackDouble()
  const { topics } = stack.context.kafka
  const { create } = topics
  // As a broker does that has read its metadata log anew.
  topics.create = async request => {
    await create(request)
    stack.topics[topic] = { ...stack.topics[topic], 'retention.ms': '30000' }
  }
  await ownedTopic.apply(stack.context, wanted)
  assert.deepEqual(stack.topics[topic], wanted.config)
  // Set first: the controllers know nothing of it.
  const about = stack.acts.filter(act => act.includes('retention.ms'))
  assert.deepEqual(about, [
    `topic ${topic} retention.ms=30000`,
    `topic ${topic} retention.ms=undefined`,
  ])
})
