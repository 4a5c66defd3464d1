import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultLinks } from '@firedrill/prometheus/links'
import { generatedFiles } from '../src/generated-files.ts'
import { checks } from '../src/lint/checks.ts'
import { readLintContext } from '../src/lint/context.ts'
import { metricsScraped } from '../src/lint/metrics-scraped.ts'
import type { DashboardJson } from '../src/lint/model.ts'
import { noDrift } from '../src/lint/no-drift.ts'
import { runChecks } from '../src/lint/run-checks.ts'
import { seededMistakes } from './seeded-mistakes.ts'

const context = readLintContext(defaultLinks)
const text = generatedFiles(defaultLinks).get('consumers.json') ?? ''

for (const { check, mistake, seed } of seededMistakes) {
  test(`${check} catches ${mistake}`, () => {
    const dashboard = JSON.parse(text)
    seed(dashboard)
    const found = runChecks([dashboard], context)
    assert.ok(
      found.some(finding => finding.check === check),
      JSON.stringify(found),
    )
  })
}

test('every check has a seeded mistake that it catches', () => {
  const seeded = new Set(seededMistakes.map(({ check }) => check))
  assert.equal(seeded.size, checks.length)
})

test('metrics-scraped catches a metric that the catalogue knows and nobody exports', () => {
  const dashboard = JSON.parse(text) as DashboardJson
  const names = new Set(context.seriesNames)
  assert.deepEqual(metricsScraped(dashboard, names), [])
  names.delete('kafka_consumer_group_lag_seconds')
  const [finding] = metricsScraped(dashboard, names)
  assert.equal(finding?.problem, 'nobody exports kafka_consumer_group_lag_seconds')
})

test('metrics-scraped waits for a metric where a panel says that its absence is right', () => {
  const topics = JSON.parse(generatedFiles(defaultLinks).get('topics.json') ?? '') as DashboardJson
  const names = new Set(context.seriesNames)
  names.delete('kafka_transaction_open_seconds')
  assert.deepEqual(metricsScraped(topics, names), [])
})

test('no-drift catches a file that was edited, one that is missing and one too many', () => {
  const generated = new Map([
    ['a.json', '1'],
    ['b.json', '2'],
  ])
  const committed = new Map([
    ['a.json', '1 '],
    ['c.json', '3'],
  ])
  assert.deepEqual(
    noDrift(generated, committed).map(({ where, problem }) => `${where}: ${problem}`),
    [
      'a.json: run npm run generate',
      'b.json: run npm run generate',
      'c.json: no source generates this file',
    ],
  )
})
