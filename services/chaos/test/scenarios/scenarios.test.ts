import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { check } from '@firedrill/service-kit/validation'
import { type TObject, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { consumerSettings } from '../../../consumer/src/settings.ts'
import { checkBurst } from '../../../producer/src/load/burst-request.ts'
import { settingsSchema as producerSettings } from '../../../producer/src/settings.ts'
import { findFault } from '../../src/faults/index.ts'
import { stackProcesses } from '../../src/processes/stack.ts'
import { brokerDown } from '../../src/scenarios/broker-down.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { defineScenario, type Scenario } from '../../src/scenarios/scenario.ts'

for (const scenario of scenarios) {
  const defaults = Value.Default(scenario.params, {}) as Record<string, unknown>
  for (const [what, params] of [
    ['default', defaults],
    ['smallest', { ...defaults, ...outermost(scenario.params, 'minimum') }],
    ['largest', { ...defaults, ...outermost(scenario.params, 'maximum') }],
  ] as const) {
    test(`${scenario.id}: its ${what} parameters fit, and so does every act`, () => {
      assert.deepEqual(check(scenario.params, params), { ok: true, value: params })
      assertActsFit(scenario, params)
      const conditions = scenario.recovered?.conditions(params) ?? []
      assert.equal(conditions.length === 0, scenario.kind === 'control')
    })
  }
}

/** Each number at one of its bounds, and of each choice the first or the last. */
function outermost({ properties }: TObject, end: 'minimum' | 'maximum'): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties as Record<string, Bounds>).map(([name, field]) => {
      const choice = field.anyOf?.at(end === 'minimum' ? 0 : -1)
      const value = choice?.const ?? field[end]
      assert.ok(value !== undefined, `${name} has no ${end}`)
      return [name, value]
    }),
  )
}

interface Bounds {
  minimum?: number
  maximum?: number
  anyOf?: { const: unknown }[]
}

function assertActsFit(scenario: Scenario, params: Record<string, unknown>): void {
  const { right, wrong } = scenario.fixes
  const acts = [...right, ...wrong].flatMap(fix => fix.acts(params))
  for (const use of [...scenario.faults(params), ...acts]) {
    const fault = findFault(use.fault)
    assert.deepEqual(check(fault.params, use.params), { ok: true, value: use.params })
    for (const claim of fault.claims(use.params)) assertKnown(claim)
    assert.equal(typeof fault.describe(use.params), 'string')
    if (use.fault === 'service-settings') assertKnownSettings(use.params)
    if (use.fault === 'burst') {
      const { settle: _, ...request } = use.params
      assert.doesNotThrow(() => checkBurst(request))
    }
  }
}

/** The service would refuse what it does not know. */
function assertKnownSettings({ service, set }: Record<string, unknown>): void {
  const { properties } = service === 'producer' ? producerSettings : consumerSettings
  for (const [key, value] of Object.entries(set as Record<string, unknown>)) {
    const schema = (properties as Record<string, TSchema>)[key]
    assert.ok(schema, `${service} has no setting ${key}`)
    assert.deepEqual(check(schema, value), { ok: true, value }, `${service} ${key}`)
  }
}

function assertKnown(claim: string): void {
  const process = /^(?:process:|setting:)([a-z0-9-]+)/.exec(claim)?.[1]
  if (process !== undefined) assert.ok(stackProcesses.includes(process), claim)
}

test('every alert that a scenario names is one of the rules', async () => {
  const folder = new URL('../../../../prometheus/rules/training/', import.meta.url)
  const texts = await Promise.all(
    (await readdir(folder)).map(file => readFile(new URL(file, folder), 'utf8')),
  )
  const rules = new Set(
    texts.flatMap(text => [...text.matchAll(/alert: (\w+)/g)].map(([, n]) => n)),
  )
  const named = scenarios.flatMap(({ expect }) => [...expect.fires, ...expect.mayFire])
  assert.deepEqual(
    named.map(({ alert }) => alert).filter(alert => !rules.has(alert)),
    [],
  )
})

test('an alert that must fire is not merely allowed to, and each is allowed once', () => {
  for (const { id, expect } of scenarios) {
    const names = [...expect.fires, ...expect.mayFire].map(({ alert }) => alert)
    assert.equal(new Set(names).size, names.length, id)
  }
})

test('no hint knows a port: it names the setting in .env', async () => {
  const env = await readFile(new URL('../../../../.env', import.meta.url), 'utf8')
  for (const { id, hints } of scenarios) {
    for (const { text } of hints) {
      assert.doesNotMatch(text, /(localhost|127\.0\.0\.1):\d/, id)
      for (const [, name] of text.matchAll(/\$(\w+_PORT)/g)) {
        assert.match(env, new RegExp(`^${name}=\\d+$`, 'm'), id)
      }
    }
  }
})

test('ids are different', () => {
  const ids = scenarios.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
})

test('a drill that lacks any part of what teaches is refused', () => {
  const { source: _, ...withoutSource } = brokerDown
  assert.throws(() => defineScenario(withoutSource), /a source/)
  const gaps = [
    [{ expect: { fires: [], mayFire: [] } }, /an alert that must fire/],
    [{ evidence: null }, /evidence/],
    [{ hints: [{ text: 'one' }] }, /three hints/],
    [{ fixes: { ...brokerDown.fixes, right: [] } }, /lacks a right fix$/],
    [{ fixes: { ...brokerDown.fixes, wrong: [] } }, /lacks a wrong fix$/],
    [{ lesson: ' ' }, /a lesson/],
    [{ lesson: 'One. Two! Three.' }, /two sentences at most/],
    [{ recovered: null }, /a recovery predicate/],
    [{ pager: '' }, /a pager text/],
    [{ ttlSeconds: 4000 }, /a TTL up to 3600 s/],
  ] as const
  for (const [gap, message] of gaps) {
    assert.throws(() => defineScenario({ ...brokerDown, ...gap }), message)
  }
})

test('a control needs none of these, as noop shows', () => {
  const control = {
    ...brokerDown,
    ...{ kind: 'control', pager: '', evidence: null, hints: [], recovered: null },
  }
  assert.ok(
    defineScenario({ ...control, kind: 'control', params: Type.Object({}), faults: () => [] }),
  )
})
