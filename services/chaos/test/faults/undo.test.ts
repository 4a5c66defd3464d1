import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPartitions } from '../../src/faults/add-partitions.ts'
import { load } from '../../src/faults/load.ts'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { pulse } from '../../src/faults/pulse.ts'
import { topicConfig } from '../../src/faults/topic-config.ts'
import { transaction } from '../../src/faults/transaction.ts'
import { applyAct, prepareAct, revertAct } from '../../src/runs/acts.ts'
import { changingUses, stateOf } from '../support/fault-uses.ts'
import { createStackDouble } from '../support/stack-double.ts'

const topic = 'drill-test'

for (const use of changingUses) {
  const title = `${use.fault} ${JSON.stringify(use.params)}`
  test(`${title} is undone from its journal, twice over`, async () => {
    const stack = createStackDouble()
    const before = stateOf(stack)
    const act = await prepareAct(stack.context, use, { id: '1', owner: 'fault' })
    assert.deepEqual(stack.acts, [], 'prepare changes nothing')
    const journaled = JSON.parse(JSON.stringify(act))
    await applyAct(stack.context, journaled)
    assert.notDeepEqual(stateOf(stack), before)
    for (const _ of [1, 2]) {
      await revertAct(stack.context, journaled)
      assert.deepEqual(stateOf(stack), before)
    }
  })

  test(`${title} is undone although it was never applied`, async () => {
    const stack = createStackDouble()
    const before = stateOf(stack)
    const act = await prepareAct(stack.context, use, { id: '1', owner: 'fault' })
    await revertAct(stack.context, act)
    assert.deepEqual(stateOf(stack), before)
  })
}

test('the override of a topic that is gone needs no undo', async () => {
  const stack = createStackDouble()
  const use = topicConfig.with({ topic, key: 'retention.ms', value: '1' })
  const act = await prepareAct(stack.context, use, { id: '1', owner: 'fault' })
  await revertAct(stack.context, act)
  assert.deepEqual(stack.acts, [])
})

test('what goes on by itself is bounded by the run, stopped at its end, and counted', async () => {
  const stack = createStackDouble()
  const told: string[] = []
  const tell = async (text: string) => void told.push(text)
  const context = { ...stack.context, ttlSeconds: 60, tell }
  const bounds = { seconds: 3600, maxBytes: 1_000_000, acks: -1 as const, clientId: 'drill' }
  for (const use of [
    load.with({ topic, senders: 3, recordsPerSend: 1, recordBytes: 300, ...bounds }),
    pulse.with({ broker: 'kafka-1', frozenMs: 300, awakeMs: 30, seconds: 3600 }),
    transaction.with({ transactionalId: 'drill-x', topic, partition: 0 }),
  ]) {
    const act = await prepareAct(context, use, { id: '1', owner: 'fault' })
    await applyAct(context, act)
    await revertAct(context, act)
  }
  assert.deepEqual(stack.acts, [
    `load ${topic} 3 60s`,
    `stop load ${topic}`,
    'pulse kafka-1 60s',
    'stop pulse kafka-1',
    'resume kafka-1',
    'leave open drill-x 60s',
    'fence drill-x',
  ])
  assert.deepEqual(told, [`The load on ${topic}: 7 records acknowledged, 1 failed`])
})

test('only a topic of the run is created, filled or grown', async () => {
  const bad = ['orders', 'drill-', 'drill-Ä']
  for (const name of bad) {
    const rest = { partitions: 2, replicas: 1, config: {} }
    for (const use of [
      ownedTopic.with({ topic: name, ...rest }),
      addPartitions.with({ topic: name, partitions: 4 }),
    ]) {
      const names = { id: '1', owner: 'fault' }
      await assert.rejects(prepareAct(createStackDouble().context, use, names), /"topic"/, name)
    }
  }
})
