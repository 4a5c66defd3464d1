import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { defaultLinks } from '@firedrill/prometheus/links'
import { catalogue } from '@firedrill/service-kit/metrics/catalogue'
import { generatedFiles } from '../src/generated-files.ts'

interface Panel {
  readonly id: number
  readonly type: string
  readonly title?: string
  readonly description?: string
  readonly datasource?: { readonly uid: string }
  readonly targets?: readonly { readonly expr: string; readonly datasource?: { uid: string } }[]
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } }
  readonly gridPos: {
    readonly x: number
    readonly y: number
    readonly w: number
    readonly h: number
  }
}

interface Dashboard {
  readonly uid: string
  readonly panels: readonly Panel[]
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly type: string }[]
  }
  readonly annotations: { readonly list: readonly { readonly expr?: string }[] }
}

const folder = join(import.meta.dirname, '..', 'dashboards')
const files = generatedFiles(defaultLinks)
const dashboards = [...files].map(([file, text]) => [file, JSON.parse(text) as Dashboard] as const)
const panels = dashboards.flatMap(([file, { panels: list }]) =>
  list.map(panel => [`${file}: ${panel.title ?? panel.id}`, panel] as const),
)
const withData = new Set(['timeseries', 'stat', 'table'])

test('the committed dashboards are what the sources generate', () => {
  assert.deepEqual(new Set(readdirSync(folder)), new Set(files.keys()))
  for (const [file, text] of files) {
    assert.equal(readFileSync(join(folder, file), 'utf8'), text, `${file}: npm run generate`)
  }
})

test('only panel types that the console can draw are used', () => {
  for (const [name, { type }] of panels) {
    assert.ok(withData.has(type) || type === 'alertlist' || type === 'text', `${name}: ${type}`)
  }
})

test('every panel has a title and says what good looks like', () => {
  for (const [name, { title, description }] of panels) {
    assert.ok(title, name)
    assert.match(description ?? '', /\bGood: /, name)
  }
})

test('every panel with data has a unit, queries, and the data source that the reader picked', () => {
  for (const [name, panel] of panels.filter(([, { type }]) => withData.has(type))) {
    assert.ok(panel.fieldConfig?.defaults.unit, `${name}: unit`)
    assert.ok(panel.targets?.length, `${name}: queries`)
    assert.equal(panel.datasource?.uid, '$datasource', name)
    for (const { datasource } of panel.targets ?? []) {
      assert.equal(datasource?.uid, '$datasource', name)
    }
  }
})

test('every dashboard lets the reader pick data source and cluster', () => {
  for (const [file, { templating }] of dashboards) {
    const names = templating.list.map(({ name }) => name)
    assert.deepEqual(names.slice(0, 2), ['datasource', 'cluster'], file)
  }
})

test('panel ids are unique and no panel covers another', () => {
  for (const [file, { panels: list }] of dashboards) {
    assert.equal(new Set(list.map(({ id }) => id)).size, list.length, file)
    const cells = list.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    )
    assert.equal(new Set(cells).size, cells.length, file)
  }
})

test('every query is of the chosen cluster and of metrics of the catalogue', () => {
  const known = new Set(
    catalogue.flatMap(({ name, type }) =>
      type === 'histogram' ? [`${name}_sum`, `${name}_count`, `${name}_bucket`] : [name],
    ),
  )
  for (const expr of queries()) {
    for (const [, metric, matchers] of expr.matchAll(/([\w:]+)\{([^}]*)\}/g)) {
      assert.ok(known.has(metric ?? ''), `${metric} in ${expr}`)
      assert.match(matchers ?? '', /cluster="\$cluster"/, expr)
    }
  }
})

test('every query is valid PromQL', () => {
  const rules = queries().map((expr, index) => ({ record: `query_${index}`, expr: fill(expr) }))
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

/** Every query of every panel and annotation. */
function queries(): string[] {
  return dashboards.flatMap(([, { panels: list, annotations }]) => [
    ...list.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ...annotations.list.flatMap(({ expr }) => expr ?? []),
  ])
}

function fill(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__range', '15m')
    .replaceAll('$cluster', 'firedrill')
    .replaceAll(/\$(group|topic|broker|scenario)/g, '.*')
}
