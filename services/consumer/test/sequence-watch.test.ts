import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSequenceWatch } from '../src/handlers/sequence-watch.ts'

test('an event below the highest of its account is inverted, accounts apart', () => {
  const watch = createSequenceWatch()
  assert.equal(watch.isInverted('a', 1), false)
  assert.equal(watch.isInverted('a', 3), false)
  assert.equal(watch.isInverted('b', 1), false)
  assert.equal(watch.isInverted('a', 2), true)
  assert.equal(watch.isInverted('a', 4), false)
})

test('forgets the accounts that were not seen for the longest time', () => {
  const watch = createSequenceWatch(2)
  watch.isInverted('a', 5)
  watch.isInverted('b', 5)
  watch.isInverted('a', 6)
  watch.isInverted('c', 5)
  assert.equal(watch.isInverted('a', 1), true)
  assert.equal(watch.isInverted('b', 1), false)
})
