import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planAttempts } from '../src/verify/plan.ts'
import { scenario } from './simulated-stack.ts'

const noop = { ...scenario, id: 'noop', fixes: { right: [], wrong: [] } }
const two = {
  ...scenario,
  fixes: { ...scenario.fixes, right: [...scenario.fixes.right, { id: 'replace', title: '' }] },
}
const unproven = { ...scenario, id: 'fresh' }

function plan(wanted: Partial<Parameters<typeof planAttempts>[1]>) {
  const one = { names: [], all: false, rounds: 1, allFixes: false, wrongFixes: true }
  return planAttempts([noop, two, unproven], { ...one, ...wanted }).map(({ attempt, round }) => [
    attempt.scenario.id,
    attempt.rightFix,
    round,
  ])
}

test('without a name the proven scenarios run, with all every one', () => {
  const ids = (wanted: Parameters<typeof plan>[0]) => plan(wanted).map(([id]) => id)
  assert.deepEqual(ids({}), ['broker-down'])
  assert.deepEqual(ids({ all: true }), ['noop', 'broker-down', 'fresh'])
  assert.deepEqual(ids({ names: ['fresh'] }), ['fresh'])
})

test('each runs once with its first right fix', () => {
  assert.deepEqual(plan({ names: ['noop', 'broker-down'] }), [
    ['noop', undefined, 1],
    ['broker-down', 'start', 1],
  ])
})

test('rounds repeat the whole list, all fixes get a run each', () => {
  assert.deepEqual(plan({ names: ['broker-down'], rounds: 2, allFixes: true, wrongFixes: true }), [
    ['broker-down', 'start', 1],
    ['broker-down', 'replace', 1],
    ['broker-down', 'start', 2],
    ['broker-down', 'replace', 2],
  ])
})

test('an unknown name is refused and the known ones are told', () => {
  assert.throws(() => plan({ names: ['nope'] }), /called nope; there are: noop, broker-down/)
})
