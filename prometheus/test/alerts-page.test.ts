import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { defaultPlace, ruleGroups } from '../src/rule-file.ts'

test('docs/alerts.md says how many rules there are', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/alerts.md'), 'utf8')
  const groups = [...ruleGroups('production', defaultPlace).values()]
  const rules = groups.flatMap(group => group.rules)
  const [said] = /There are \d+ rules in \d+ groups/.exec(page) ?? []
  assert.equal(said, `There are ${rules.length} rules in ${groups.length} groups`)
})
