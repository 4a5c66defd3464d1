import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { generatedFiles } from '../src/generated-files.ts'
import { defaultLinks } from '../src/links.ts'

const root = join(import.meta.dirname, '..')
const files = generatedFiles(defaultLinks)

test('the committed files are what the sources generate', () => {
  for (const [path, content] of files) {
    assert.equal(readFileSync(join(root, path), 'utf8'), content, `${path}: npm run generate`)
  }
})

test('nothing else lies among them', () => {
  const found = globSync('{config,rules,tests}/**/*.yml', { cwd: root })
  assert.deepEqual(new Set(found), new Set(files.keys()))
})

test('the links of the rules can be set for another place', () => {
  const elsewhere = generatedFiles({ runbooks: 'https://wiki/rb', dashboards: 'https://graf/d' })
  const rules = elsewhere.get('rules/production/brokers.yml') ?? ''
  assert.match(rules, /runbook_url: https:\/\/wiki\/rb\/KafkaBrokerDown\n/)
  assert.match(rules, /dashboard_url: https:\/\/graf\/d\/firedrill-overview\n/)
})
