import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeSubscriptions } from '../../src/collectors/group-members.ts'

const busy = { topics: ['orders'], assigned: [{ topic: 'orders', partitions: [0] }], idle: false }
const idle = { topics: ['orders'], assigned: [], idle: true }

test('idle members are counted, and their subscription still counts', () => {
  const { idleMembers, topics, assigned } = mergeSubscriptions([busy, idle, idle])
  assert.equal(idleMembers, 2)
  assert.deepEqual([...topics], ['orders'])
  assert.deepEqual([...assigned], [['orders', [0]]])
})

test('one member of which nothing is known makes the number unknown', () => {
  const { idleMembers } = mergeSubscriptions([idle, { ...busy, idle: undefined }])
  assert.equal(idleMembers, undefined)
})
