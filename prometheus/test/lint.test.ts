import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runChecks } from '../src/lint/checks.ts'
import { placeRules, readLintContext, readRuleFiles } from '../src/lint/context.ts'
import { profileNames } from '../src/profiles.ts'

for (const profile of profileNames) {
  test(`the committed rules of ${profile} pass every check`, () => {
    const rules = placeRules(readRuleFiles(profile))
    assert.ok(rules.length > 50)
    assert.deepEqual(runChecks(rules, readLintContext()), [])
  })
}
