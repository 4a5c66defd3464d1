import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { defaultLinks } from '@firedrill/prometheus/links'
import { dashboardNames } from '../src/dashboards/names.ts'
import { generatedFiles } from '../src/generated-files.ts'
import { readLintContext } from '../src/lint/context.ts'
import type { DashboardJson } from '../src/lint/model.ts'
import { noDrift } from '../src/lint/no-drift.ts'
import { queriesOf } from '../src/lint/queries-of.ts'
import { runChecks } from '../src/lint/run-checks.ts'
import { fillVariables } from '../src/variable-values.ts'

const folder = join(import.meta.dirname, '..', 'dashboards')
const generated = generatedFiles(defaultLinks)
const dashboards = [...generated.values()].map(text => JSON.parse(text) as DashboardJson)
const context = readLintContext(defaultLinks)

test('the generated dashboards pass every check', () => {
  assert.deepEqual(runChecks(dashboards, context), [])
})

test('every dashboard with a name is generated, once', () => {
  assert.deepEqual(
    dashboards.map(({ uid, title }) => [uid, title]),
    Object.entries(dashboardNames),
  )
})

test('every alert is explained by a panel that leads to its runbook', () => {
  const linked = new Set(
    dashboards.flatMap(({ panels }) =>
      panels.flatMap(({ links = [] }) => links.map(({ url }) => url.split('/').at(-1) ?? '')),
    ),
  )
  const missing = [...context.runbooks].filter(alert => !linked.has(alert))
  assert.deepEqual(missing, [])
})

test('the committed dashboards are what the sources generate', () => {
  const committed = new Map(
    readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]),
  )
  assert.deepEqual(noDrift(generated, committed), [])
})

test('every query is valid PromQL with types that fit, as promtool sees it', () => {
  const values = { cluster: 'firedrill', group: '.*', topic: ['a.b', 'c'], broker: '.*' }
  const rules = dashboards.flatMap(queriesOf).map(({ expr }, index) => ({
    record: `query_${index}`,
    expr: fillVariables(expr, { ...values, scenario: '.*' }),
  }))
  const work = mkdtempSync(join(tmpdir(), 'firedrill-queries-'))
  try {
    const file = join(work, 'queries.yml')
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'queries', rules }] }))
    const { status, stderr, stdout } = spawnSync('promtool', ['check', 'rules', file], {
      encoding: 'utf8',
    })
    assert.equal(status, 0, stdout + stderr)
  } finally {
    rmSync(work, { recursive: true })
  }
})

test('runbooks can be elsewhere', () => {
  const links = { ...defaultLinks, runbooks: 'https://wiki.example/runbooks' }
  const elsewhere = generatedFiles(links).get('overview.json') ?? ''
  assert.match(elsewhere, /"https:\/\/wiki\.example\/runbooks\/KafkaUnderMinIsr"/)
  assert.doesNotMatch(elsewhere, /127\.0\.0\.1/)
})
