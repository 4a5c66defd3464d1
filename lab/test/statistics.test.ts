import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, quantile } from '../src/statistics.ts'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

test('a quantile is a number that was measured, whatever their order', () => {
  assert.equal(quantile(hundred, 0.99), 99)
  assert.equal(quantile(hundred, 0.5), 50)
  assert.equal(quantile(hundred, 0), 1)
  assert.equal(quantile(hundred, 1), 100)
})

test('of one number every quantile is that number, and of none there is none', () => {
  assert.equal(median([3]), 3)
  assert.equal(quantile([3], 0.99), 3)
  assert.throws(() => median([]), RangeError)
})
