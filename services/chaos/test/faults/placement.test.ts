import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partitionOfGroup, resolveBroker } from '../../src/faults/broker-choice.ts'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { createStackDouble } from '../support/stack-double.ts'

const topic = 'drill-test'

async function placed(params: Partial<Parameters<typeof ownedTopic.with>[0]>): Promise<unknown> {
  const stack = createStackDouble()
  await ownedTopic.apply(stack.context, {
    topic,
    partitions: 2,
    replicas: 3,
    config: {},
    ...params,
  })
  const created = stack.acts.find(act => act.startsWith('create'))
  return JSON.parse(created?.split(' ')[2] ?? '')
}

test('replicas are spread, and the first of each partition leads it', async () => {
  assert.deepEqual(await placed({ partitions: 4, replicas: 2 }), [
    [1, 2],
    [2, 3],
    [3, 1],
    [1, 2],
  ])
})

test('one broker may lead everything', async () => {
  assert.deepEqual(await placed({ leader: 'kafka-2' }), [
    [2, 3, 1],
    [2, 3, 1],
  ])
  assert.deepEqual(await placed({ leader: 'kafka-3', replicas: 1 }), [[3], [3]])
})

test('the active controller, node 2 here, may be left out', async () => {
  assert.deepEqual(await placed({ replicas: 2, without: 'controller' }), [
    [1, 3],
    [3, 1],
  ])
})

test('more replicas than brokers are left is refused before anything is created', async () => {
  await assert.rejects(placed({ replicas: 3, without: 'controller' }), /need more brokers/)
})

test('what an earlier run left behind is deleted first', async () => {
  const stack = createStackDouble()
  stack.partitions[topic] = 9
  await ownedTopic.apply(stack.context, { topic, partitions: 1, replicas: 1, config: {} })
  assert.deepEqual(stack.acts, [`remove ${topic}`, `create ${topic} [[1]]`])
})

test('a group keeps its offsets where Java hashes its name to', () => {
  // From Kafka: Utils.abs("payment-service".hashCode()) % 50 and others.
  assert.equal(partitionOfGroup('', 10), 0)
  assert.equal(partitionOfGroup('a', 10), 97 % 10)
  assert.equal(partitionOfGroup('polygenelubricants', 10), 0)
  assert.equal(partitionOfGroup('ab', 50), (97 * 31 + 98) % 50)
})

test('a follower of the offsets is neither their leader nor the controller', async () => {
  const { context, partitions } = createStackDouble()
  partitions.__consumer_offsets = 10
  assert.equal(await resolveBroker(context.kafka, 'offsets-follower:payment-service'), 3)
})
