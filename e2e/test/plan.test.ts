import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertReportable, planAttempts } from '../src/verify/plan.ts'
import { scenario } from './simulated-stack.ts'

const noop = { ...scenario, id: 'noop', fixes: { right: [], wrong: [] } }
const two = {
  ...scenario,
  fixes: { ...scenario.fixes, right: [...scenario.fixes.right, { id: 'replace', title: '' }] },
}
const unproven = { ...scenario, id: 'fresh' }

type Some = Partial<Parameters<typeof planAttempts>[1]>

function attempts(wanted: Some) {
  const one = { names: [], all: false, rounds: 1, allFixes: false, fix: [], wrongFixes: true }
  return planAttempts([noop, two, unproven], { ...one, ...wanted })
}

function plan(wanted: Some) {
  return attempts(wanted).map(({ attempt, round }) => [
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

test('of one scenario only the named right fixes are tried, without wrong ones', () => {
  const one = { names: ['broker-down'], rounds: 2 }
  assert.deepEqual(plan({ ...one, fix: ['replace'] }), [
    ['broker-down', 'replace', 1],
    ['broker-down', 'replace', 2],
  ])
  const both = attempts({ names: ['broker-down'], fix: ['replace', 'start'] })
  assert.deepEqual(
    both.map(({ attempt }) => [attempt.rightFix, attempt.withWrongFixes]),
    [
      ['start', false],
      ['replace', false],
    ],
  )
})

test('parameters go to the one scenario that is named', () => {
  const params = { broker: 'kafka-1' }
  const [only] = attempts({ names: ['broker-down'], params })
  assert.deepEqual(only?.attempt.params, params)
  assert.equal(attempts({ names: ['broker-down'] })[0]?.attempt.params, undefined)
  const several = { names: ['broker-down', 'fresh'], params }
  assert.throws(() => plan(several), /--params needs exactly one scenario/)
})

test('a fix that the scenario does not have, or of several scenarios, is refused', () => {
  assert.throws(
    () => plan({ names: ['broker-down'], fix: ['pray', 'replace', 'restart-others'] }),
    /no right fix of broker-down is called pray, restart-others; there are: start, replace/,
  )
  assert.throws(() => plan({ names: ['noop'], fix: ['start'] }), /called start; there are: none/)
  for (const names of [['broker-down', 'fresh'], []]) {
    assert.throws(
      () => plan({ names, all: names.length === 0, fix: ['start'] }),
      /--fix needs exactly one scenario/,
    )
  }
})

test('of a first right fix only runs with the wrong fixes are reported, of others any', () => {
  const named = { names: ['broker-down', 'noop'] }
  const refusal = /--report of the first right fix needs the wrong fixes too: /
  assert.throws(() => assertReportable(attempts({ ...named, wrongFixes: false })), {
    message: new RegExp(`${refusal.source}noop, broker-down$`),
  })
  const one = { names: ['broker-down'] }
  assert.throws(() => assertReportable(attempts({ ...one, fix: ['start', 'replace'] })), refusal)
  assertReportable(attempts({ ...one, fix: ['replace'], wrongFixes: false }))
  assertReportable(attempts({ ...named, allFixes: true }))
})
