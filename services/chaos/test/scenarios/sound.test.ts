import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogue, seriesOf } from '@firedrill/service-kit/metrics/catalogue'
import { parseExpression } from '../../../../prometheus/src/lint/promql.ts'
import { fillIn } from '../../src/runs/fill-in.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { exprsOf, paramsOf } from '../support/recovery-exprs.ts'

// What a scenario may be and still teach nothing: nothing is broken, a fix does nothing, a metric
// is misspelt, so that no series ever comes.

const drills = scenarios.filter(({ kind }) => kind === 'drill')
const series = new Set(catalogue.flatMap(seriesOf))
const beginning = {
  createdAt: 0,
  injectedAt: 0,
  settings: { 'producer/ordersPerSecond': 1, 'producer/auditPerSecond': 1 },
}

for (const drill of drills) {
  const params = paramsOf(drill)
  const right = drill.fixes.right.map(({ acts }) => acts(params))
  const wrong = drill.fixes.wrong.map(({ acts }) => acts(params))

  test(`${drill.id}: something is broken, and every fix does something`, () => {
    assert.ok(drill.faults(params).length > 0, 'no fault')
    for (const acts of [...right, ...wrong]) assert.ok(acts.length > 0, 'a fix without an act')
  })

  test(`${drill.id}: no wrong fix does what a right one does`, () => {
    for (const acts of wrong) {
      for (const others of right) assert.notDeepEqual(acts, others)
    }
  })

  test(`${drill.id}: no wrong fix silences all that it has to leave firing`, () => {
    const ended = drill.expect.fires.filter(({ resolvesAfter }) => resolvesAfter === 'fix')
    for (const { id, silences = [] } of drill.fixes.wrong) {
      const names = ended.map(({ alert }) => alert)
      assert.ok(
        silences.every(name => names.includes(name)),
        `${id} silences what is not there`,
      )
      assert.ok(names.length === 0 || names.some(name => !silences.includes(name)), id)
    }
  })

  test(`${drill.id}: its alerts are expected while it runs`, () => {
    for (const { alert, withinSeconds } of drill.expect.fires) {
      assert.ok(withinSeconds < drill.ttlSeconds, `${alert} within ${withinSeconds} s`)
    }
  })

  test(`${drill.id}: what it asks Prometheus for is exported`, () => {
    const queries = drill.hints.flatMap(({ query }) => query ?? [])
    for (const expr of [drill.evidence?.expr ?? '', ...exprsOf(drill), ...queries]) {
      const { selectors, errorAt } = parseExpression(fillIn(expr, beginning, 1000))
      assert.equal(errorAt, undefined, expr)
      for (const { metric } of selectors) assert.ok(series.has(metric), `nobody exports ${metric}`)
    }
  })

  test(`${drill.id}: its evidence and its recovery are comparisons`, () => {
    for (const expr of [drill.evidence?.expr ?? '', ...exprsOf(drill)]) {
      assert.match(expr.replaceAll(/\{[^}]*\}/g, ''), /[<>]|==|!=/)
    }
  })
}

test('titles are different', () => {
  const titles = scenarios.map(({ title }) => title)
  assert.deepEqual([...new Set(titles)], titles)
})
