import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doneWithin } from '../src/done-within.ts'

test('work that ends in time is done', async () => {
  assert.equal(await doneWithin(1000, Promise.resolve('anything')), true)
})

test('work that fails is not done, and does not throw', async () => {
  assert.equal(await doneWithin(1000, Promise.reject(new Error('refused'))), false)
})

test('work that takes longer is not done, and goes on', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let isDone = false
  const { promise, resolve } = Promise.withResolvers<void>()
  const work = promise.then(() => {
    isDone = true
  })
  const waited = doneWithin(1000, work)
  t.mock.timers.tick(1000)
  assert.equal(await waited, false)
  resolve()
  await work
  assert.ok(isDone)
})
