import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadSteps } from '../../src/clients/kafka/thread-steps.ts'

test('a pool of threads shrinks and grows by no more than a broker allows at a time', () => {
  assert.deepEqual(threadSteps(8, 1), [4, 2, 1])
  assert.deepEqual(threadSteps(1, 8), [2, 4, 8])
  assert.deepEqual(threadSteps(3, 8), [6, 8])
  assert.deepEqual(threadSteps(7, 1), [4, 2, 1])
  assert.deepEqual(threadSteps(5, 5), [])
})

test('a size that no pool can have is refused', () => {
  for (const size of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => threadSteps(8, size), /whole number above 0/)
    assert.throws(() => threadSteps(size, 8), /whole number above 0/)
  }
})
