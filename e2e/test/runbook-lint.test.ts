import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checks, lintPages } from '../src/runbooks/lint/checks.ts'
import { readLintContext, runbookPath } from '../src/runbooks/lint/context.ts'
import { parsePage } from '../src/runbooks/page.ts'
import { readPages } from '../src/runbooks/read-pages.ts'
import { goodPage, seededMistakes } from './runbook-mistakes.ts'

const context = readLintContext()
const alert = 'KafkaBrokerDown'

test('the runbooks pass every check', () => {
  const pages = readPages(runbookPath)
  assert.ok(pages.length > 40)
  assert.deepEqual(lintPages(pages, context), [])
})

test('a good page passes every check', () => {
  assert.deepEqual(lintPages([parsePage(alert, goodPage)], context), [])
})

for (const { mistake, seed, ...finding } of seededMistakes) {
  test(`${finding.check} catches ${mistake}`, () => {
    const [from, to] = seed
    assert.ok(goodPage.includes(from), from)
    const page = parsePage(alert, goodPage.replaceAll(from, to))
    assert.deepEqual(lintPages([page], context), [{ ...finding, where: alert }])
  })
}

test('every check has a seeded mistake that it catches', () => {
  const seeded = new Set(seededMistakes.map(({ check }) => check))
  assert.deepEqual(
    checks.map(({ name }) => name).filter(name => !seeded.has(name)),
    [],
  )
})
