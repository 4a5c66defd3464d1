import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checks, runChecks } from '../src/lint/checks.ts'
import { placeRules, readLintContext, readRuleFiles } from '../src/lint/context.ts'
import { noDrift } from '../src/lint/no-drift.ts'
import { seededMistakes } from './seeded-mistakes.ts'

const context = readLintContext()

for (const { mistake, rule, context: change, ...finding } of seededMistakes) {
  test(`${finding.check} catches ${mistake}`, () => {
    const rules = placeRules(readRuleFiles('production'))
    if (rule !== undefined) {
      const [name, seed] = rule
      const found = rules.find(placed => [placed.rule.alert, placed.rule.record].includes(name))
      assert.ok(found, name)
      seed(found.rule)
    }
    assert.deepEqual(runChecks(rules, change?.(context) ?? context), [finding])
  })
}

test('every check has a seeded mistake that it catches', () => {
  const seeded = new Set(seededMistakes.map(({ check }) => check))
  assert.equal(seeded.size, checks.length)
})

test('no-drift catches a file that was edited, one that is missing and one too many', () => {
  const generated = new Map([
    ['a.yml', '1'],
    ['b.yml', '2'],
  ])
  const committed = new Map([
    ['a.yml', '1 '],
    ['c.yml', '3'],
  ])
  assert.deepEqual(
    noDrift(generated, committed).map(({ where, problem }) => `${where}: ${problem}`),
    [
      'a.yml: run npm run generate',
      'b.yml: run npm run generate',
      'c.yml: no source generates this file',
    ],
  )
})
