import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missingAfter } from '../../src/ledger/id-gaps.ts'

const bounds = (xmin: bigint, xmax: bigint) => ({ xmin, xmax })

test('ids that are missing between those that were found become ranges', () => {
  assert.deepEqual(missingAfter([], 10, [11, 12, 15, 16, 20], bounds(5n, 9n)), [
    { low: 13, high: 14 },
    { low: 17, high: 19 },
  ])
})

test('an id that turns up is cut out of its range', () => {
  const open = [{ low: 13, high: 17 }]
  assert.deepEqual(missingAfter(open, 20, [15], bounds(5n, 9n)), [
    { low: 13, high: 14, fence: 9n },
    { low: 16, high: 17, fence: 9n },
  ])
})

test('a gap waits while a transaction runs that may fill it, and is dropped afterwards', () => {
  const seen = missingAfter([], 0, [1, 3], bounds(5n, 9n))
  const fenced = missingAfter(seen, 3, [], bounds(5n, 12n))
  assert.deepEqual(fenced, [{ low: 2, high: 2, fence: 12n }])
  assert.deepEqual(missingAfter(fenced, 3, [], bounds(11n, 30n)), fenced)
  assert.deepEqual(missingAfter(fenced, 3, [], bounds(12n, 30n)), [])
})
