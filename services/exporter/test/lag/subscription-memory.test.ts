import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Group } from '../../src/collectors/groups.ts'
import { createSubscriptionMemory } from '../../src/lag/subscription-memory.ts'

const subscription = { topics: new Set(['orders']), assigned: new Map([['orders', [0]]]) }
const stable: Group = { id: 'g', state: 'Stable', members: 2, subscription }
const rebalancing: Group = { id: 'g', state: 'PreparingRebalance', members: 2 }
const empty: Group = { id: 'g', state: 'Empty', members: 0 }
const onlyCommits: Group = { id: 'g', state: 'Empty' }

test('what a group reads is remembered over a rebalance', () => {
  const memory = createSubscriptionMemory()
  memory.update([stable])
  memory.update([rebalancing])
  assert.equal(memory.of(rebalancing), subscription)
})

test('it is forgotten when the last member is gone, when the group is, and when it only commits', () => {
  for (const groups of [[empty], [], [onlyCommits]]) {
    const memory = createSubscriptionMemory()
    memory.update([stable])
    memory.update(groups)
    assert.equal(memory.of(rebalancing), undefined)
  }
})
