import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { runInLanes } from '../src/processing/lanes.ts'

const laneOf = (item: string) => (item === '-' ? undefined : item[0])

test('keeps the order of each lane while lanes overtake each other', async () => {
  const items = ['a1', 'a2', 'b1', 'a3', 'b2', 'c1']
  const finished: string[] = []
  await runInLanes(items, {
    concurrency: 3,
    laneOf,
    async work(item) {
      // The first lane is the slowest.
      const turns = item.startsWith('a') ? 5 : 1
      for (let turn = 0; turn < turns; turn++) await setImmediate()
      finished.push(item)
    },
  })
  for (const lane of ['a', 'b', 'c']) {
    const own = (list: string[]) => list.filter(item => item.startsWith(lane))
    assert.deepEqual(own(finished), own(items))
  }
  assert.notDeepEqual(finished, items)
})

test('never works on more items than the concurrency, nor on two of one lane', async () => {
  const active: string[] = []
  let most = 0
  const items = Array.from({ length: 60 }, (_, at) => `${'abcdef'[at % 6]}${at}`)
  await runInLanes(items, {
    concurrency: 4,
    laneOf,
    async work(item) {
      assert.ok(!active.some(other => other[0] === item[0]), 'two of one lane')
      active.push(item)
      most = Math.max(most, active.length)
      await setImmediate()
      active.splice(active.indexOf(item), 1)
    },
  })
  assert.equal(most, 4)
})

test('items without a lane wait for no other', async () => {
  let active = 0
  let most = 0
  await runInLanes(['-', '-', '-'], {
    concurrency: 3,
    laneOf,
    async work() {
      active += 1
      most = Math.max(most, active)
      await setImmediate()
      active -= 1
    },
  })
  assert.equal(most, 3)
})

test('after a failure nothing new begins, what is under way is finished', async () => {
  const begun: string[] = []
  const finished: string[] = []
  const run = runInLanes(['a1', 'b1', 'a2', 'b2', 'c1'], {
    concurrency: 2,
    laneOf,
    async work(item) {
      begun.push(item)
      if (item === 'a1') throw new Error('a1 failed')
      await setImmediate()
      finished.push(item)
    },
  })
  await assert.rejects(run, /a1 failed/)
  assert.deepEqual(begun, ['a1', 'b1'])
  assert.deepEqual(finished, ['b1'])
})
