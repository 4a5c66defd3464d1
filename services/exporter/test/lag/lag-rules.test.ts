import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Group } from '../../src/collectors/groups.ts'
import {
  idleMembersOf,
  lagOf,
  partitionsWithoutCommit,
  positionsOf,
} from '../../src/lag/lag-rules.ts'

const orders = new Map([
  [0, { start: 0, end: 100 }],
  [1, { start: 50, end: 100 }],
  [2, { start: 7, end: 7 }],
])
const offsets = new Map([['orders', orders]])
const known = { topics: new Map([['orders', {}]]), offsets }

function group(committed: Record<string, [number, number][]>): Group {
  const topics = Object.entries(committed).map(
    ([topic, partitions]) => [topic, new Map(partitions)] as const,
  )
  return { id: 'g', state: 'Stable', members: 1, committed: new Map(topics) }
}

const reads = (...topics: string[]) => ({ topics: new Set(topics), assigned: new Map() })

test('lag is end minus committed, below the start of the log too', () => {
  assert.equal(lagOf(60, { start: 0, end: 100 }), 40)
  assert.equal(lagOf(10, { start: 50, end: 100 }), 90)
})

test('lag is 0 beyond the end and never negative', () => {
  assert.equal(lagOf(100, { start: 0, end: 100 }), 0)
  assert.equal(lagOf(140, { start: 0, end: 100 }), 0)
})

test('a partition without a committed offset has no position', () => {
  const positions = positionsOf(group({ orders: [[0, 5]] }), reads('orders'), known)
  assert.deepEqual(
    positions.map(({ partition }) => partition),
    [0],
  )
})

test('committed offsets of a topic that the group has left are not its lag', () => {
  const both = group({ orders: [[0, 5]], audit: [[0, 5]] })
  const topics = new Map([...known.topics, ['audit', {}] as const])
  assert.deepEqual(
    positionsOf(both, reads('audit'), { topics, offsets }).map(({ topic }) => topic),
    ['audit'],
  )
  assert.equal(positionsOf(both, undefined, { topics, offsets }).length, 2, 'no members: all')
})

test('committed offsets of a deleted topic are not shown', () => {
  assert.deepEqual(positionsOf(group({ gone: [[0, 5]] }), undefined, known), [])
})

test('a partition whose offsets could not be read keeps its position without a range', () => {
  const [position] = positionsOf(group({ orders: [[9, 5]] }), undefined, known)
  assert.deepEqual(position, { group: 'g', topic: 'orders', partition: 9, committed: 5 })
})

test('only assigned partitions that hold records count as without commit', () => {
  const subscription = { topics: new Set(['orders']), assigned: new Map([['orders', [0, 1, 2]]]) }
  const counts = partitionsWithoutCommit(group({ orders: [[0, 5]] }), subscription, offsets)
  assert.deepEqual([...counts], [['orders', 1]])
})

test('without an assignment nothing is said about missing commits', () => {
  assert.equal(partitionsWithoutCommit(group({}), undefined, offsets).size, 0)
})

test('idle members are those of the last assignment known, none where nobody is, else absent', () => {
  const last = { ...reads('orders'), idleMembers: 1 }
  const groups = [
    { id: 'rebalancing', state: 'PreparingRebalance', members: 3 },
    { id: 'empty', state: 'Empty', members: 0 },
    { id: 'only commits', state: 'Empty' },
    { id: 'never seen stable', state: 'PreparingRebalance', members: 2 },
  ]
  const idle = idleMembersOf(groups, ({ id }) => (id === 'rebalancing' ? last : undefined))
  assert.deepEqual(Object.fromEntries(idle), { rebalancing: 1, empty: 0 })
})
