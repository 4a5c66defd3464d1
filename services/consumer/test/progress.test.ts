import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createProgress } from '../src/processing/progress.ts'

test('counts only what is done without a gap', () => {
  const progress = createProgress()
  progress.mark(2)
  progress.mark(1)
  assert.equal(progress.done, 0)
  progress.mark(0)
  assert.equal(progress.done, 3)
})

test('takes several records as one step', () => {
  const progress = createProgress()
  progress.mark(5, 5)
  progress.mark(0, 4)
  assert.equal(progress.done, 4)
  progress.mark(4)
  assert.equal(progress.done, 10)
})
