import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPage } from '../src/load/page.ts'
import { keepsUp, type LoadStep } from '../src/load/step.ts'

const good: LoadStep = {
  ...{ ordersPerSecond: 500, acknowledged: 499, paid: 497, lagSeconds: 0.4, sendP99: 0.045 },
  ...{ kafkaP99: 0.1, ledgerP99: 0.02, cores: 1.5, bytes: 3 * 1024 ** 3, firing: [] },
}

test('what is offered must be acknowledged and paid, and the oldest order be young', () => {
  assert.ok(keepsUp(good))
  assert.ok(!keepsUp({ ...good, acknowledged: 480 }))
  assert.ok(!keepsUp({ ...good, paid: 480 }))
  assert.ok(!keepsUp({ ...good, lagSeconds: 11 }))
})

test('the page names the highest rate that was kept up with, and what fired beyond', () => {
  const steps = [good, { ...good, ordersPerSecond: 1000, firing: ['SloFreshnessBurn'] }]
  const at = { date: '2026-11-25', commit: '1fd4fa2', cores: 2, gigabytes: 24, stepSeconds: 60 }
  const page = loadPage(steps, at)
  assert.match(page, /\*\*500 orders a second\*\* were kept up with/)
  assert.match(page, /\| 500\/s \| 499\/s \| 497\/s \| 0\.4 s \| 45 ms \| .*\| keeps up \|/)
  assert.match(page, /\| falls behind, SloFreshnessBurn \|/)
  assert.match(loadPage([], at), /No rate was kept up with/)
})
