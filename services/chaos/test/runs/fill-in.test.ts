import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillIn } from '../../src/runs/fill-in.ts'

const beginning = {
  createdAt: 1_000_000,
  injectedAt: 1_010_000,
  settings: { 'producer/ordersPerSecond': 100, 'producer/acks': 'all' },
}

test('an expression gets the beginning of its run', () => {
  const text = fillIn('x[$since] @ $created - x @ $injected', beginning, 1_012_500)
  assert.equal(text, 'x[3s] @ 1000.000 - x @ 1010.000')
})

test('an expression gets what a service was set to, and only numbers', () => {
  const fill = (setting: string) => fillIn(`x > $before(producer/${setting})`, beginning, 1_012_500)
  assert.equal(fill('ordersPerSecond'), 'x > 100')
  assert.throws(() => fill('acks'), /No number was recorded for producer\/acks/)
  assert.throws(() => fill('nothing'), /producer\/nothing/)
})
