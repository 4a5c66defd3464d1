import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uncleanElection } from '../../src/faults/unclean-election.ts'
import { createStackDouble } from '../support/stack-double.ts'

const topic = 'drill-test'

test('the follower leads with what it had, and the loss is told', async () => {
  const stack = createStackDouble()
  const told: string[] = []
  const partition = { topic, partition: 0, leader: 1, replicas: [1, 3], isr: [1, 3] }
  let state = partition
  const { kafka } = stack.context
  kafka.topics.partitions = async () => {
    // The controller's view follows what was done to the brokers.
    if (stack.acts.includes('pause kafka-3')) state = { ...partition, isr: [1] }
    if (stack.acts.includes('kill kafka-1')) state = { ...partition, leader: 3, isr: [3] }
    return [state]
  }
  kafka.groups.bounds = async () => ({ '0': '4' })
  const tell = async (text: string) => void told.push(text)
  await uncleanElection.apply({ ...stack.context, tell }, { topic, behindSeconds: 0 })
  assert.deepEqual(stack.acts.slice(0, 2), ['pause kafka-3', `stop load ${topic}`])
  assert.deepEqual(new Set(stack.acts.slice(2)), new Set(['kill kafka-1', 'resume kafka-3']))
  assert.match(told.join(), /of 7 acknowledged records 3 are lost/)

  await uncleanElection.revert(stack.context, {})
  assert.deepEqual(new Set(Object.values(stack.processes)), new Set(['running']))
})
