import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupAlerts, pickAlerts } from '../../console/dashboards/model/alerts.js'
import { fillLink } from '../../console/dashboards/model/links.js'
import { regionsOf, unite } from '../../console/dashboards/model/regions.js'
import { seriesOf, valuesOf } from '../../console/dashboards/model/series.js'
import { framesOf } from '../../console/dashboards/model/table.js'
import { sortRows, transform } from '../../console/dashboards/model/transformations.js'
import { localPath } from '../../console/links.js'

const target = { refId: 'A', legendFormat: '{{topic}}', expr: 'x' }

test('range answers become lines on one grid, with gaps where a point is missing', () => {
  const result = [
    {
      metric: { topic: 'orders' },
      values: [
        [10, '1'],
        [30, '3'],
      ],
    },
  ]
  const { times, series } = seriesOf([{ target, result }], { from: 10, to: 40, step: 10 })
  assert.deepEqual(times, [10, 20, 30, 40])
  assert.equal(series[0]?.name, 'orders')
  assert.deepEqual(series[0]?.values, [1, null, 3, null])
})

test('instant answers become numbers', () => {
  const result = [{ metric: { topic: 'orders' }, value: [10, '1.5'] }]
  assert.deepEqual(valuesOf([{ target, result }])[0]?.values, [1.5])
})

const row = (labels: Record<string, string>, value: string) => ({
  metric: labels,
  value: [1, value],
})
const frames = () =>
  framesOf([
    { target: { refId: 'A' }, result: [row({ topic: 'b' }, '1'), row({ topic: 'a' }, '2')] },
    { target: { refId: 'B' }, result: [row({ topic: 'b' }, '10')] },
  ])

test('a table has a row for each series, merged over its queries, its columns chosen and named', () => {
  const [table] = transform(frames(), [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: { 'Value #B': 0, topic: 1 },
        renameByName: { 'Value #A': 'Size' },
      },
    },
  ])
  assert.deepEqual(
    table.fields.map(({ name, values }: { name: string; values: unknown[] }) => [name, values]),
    [
      ['Value #B', [10, undefined]],
      ['topic', ['b', 'a']],
      ['Size', [1, 2]],
    ],
  )
})

test('rows are sorted by a column; those without a value come last either way', () => {
  const [merged] = transform(frames(), [{ id: 'merge' }])
  const topics = (desc: boolean) =>
    sortRows(merged, { field: 'Value #B', desc }).fields.find(
      ({ name }: { name: string }) => name === 'topic',
    ).values
  assert.deepEqual(topics(false), ['b', 'a'])
  assert.deepEqual(topics(true), ['b', 'a'])
  assert.deepEqual(sortRows(merged, { field: 'topic' }).fields[1].values, ['a', 'b'])
})

const annotation = { titleFormat: '{{alertname}}', textFormat: '', iconColor: 'red' }

test('an annotation holds while its series is there; a gap of one step is bridged', () => {
  const values = [1, 2, 3, 7, 8].map(time => [time, '1'])
  const matrix = [{ metric: { alertname: 'Down' }, values: [...values, [9, '0']] }]
  const spans = regionsOf(annotation, matrix, 1).map(({ at, until, title }) => [at, until, title])
  assert.deepEqual(spans, [
    [1, 3, 'Down'],
    [7, 8, 'Down'],
  ])
})

test('regions of one colour that overlap are one band', () => {
  const regions = [
    { at: 5, until: 9, color: 'red' },
    { at: 1, until: 6, color: 'red' },
    { at: 2, until: 3, color: 'orange' },
  ]
  assert.deepEqual(unite(regions), [
    { at: 1, until: 9, color: 'red' },
    { at: 2, until: 3, color: 'orange' },
  ])
})

const alert = (name: string, state: string, labels: object, activeAt = '2026-01-01') => ({
  name,
  state,
  labels,
  activeAt,
})

test('an alert list shows what its filters leave, the most important first', () => {
  const alerts = [
    alert('Lag', 'firing', { severity: 'warning', class: 'symptom' }),
    alert('Watchdog', 'firing', { severity: 'none' }),
    alert('Down', 'firing', { severity: 'critical', class: 'cause' }),
    alert('Slow', 'pending', { severity: 'critical', class: 'cause' }),
  ]
  const options = {
    alertInstanceLabelFilter: '{severity!="none"}',
    stateFilter: { firing: true, pending: true },
    sortOrder: 3,
  }
  const names = (changes = {}) => pickAlerts(alerts, { ...options, ...changes }).map(a => a.name)
  assert.deepEqual(names(), ['Down', 'Lag', 'Slow'])
  assert.deepEqual(names({ stateFilter: { firing: true, pending: false } }), ['Down', 'Lag'])
  assert.deepEqual(names({ alertName: 'la' }), ['Lag'])
  assert.deepEqual(names({ alertInstanceLabelFilter: '{class=~"sym.*"}' }), ['Lag'])
})

test('alerts of one rule are one entry', () => {
  const groups = groupAlerts([
    alert('Lag', 'firing', { topic: 'a' }),
    alert('Lag', 'firing', { topic: 'b' }),
    alert('Lag', 'pending', { topic: 'c' }),
  ])
  assert.deepEqual(
    groups.map(({ state, instances }) => [state, instances.length]),
    [
      ['firing', 2],
      ['pending', 1],
    ],
  )
})

const braced = (reference: string) => `$\{${reference}}`

test('links take variables, time and the values of a row, and lead nowhere but to web pages', () => {
  const variables = new Map([['topic', { values: ['a b'], isMulti: true }]])
  const state = { variables, time: { from: 'now-1h', to: 'now' } }
  const labels = { Group: 'x/y' }
  assert.equal(fillLink('/d/x?var-topic=$topic', state), '/d/x?var-topic=a%20b')
  assert.equal(
    fillLink(`/d/x?${braced('__url_time_range')}&${braced('__all_variables')}`, state),
    '/d/x?from=now-1h&to=now&var-topic=a%20b',
  )
  assert.equal(
    fillLink(`/d/x?g=${braced('__data.fields.Group')}`, { ...state, labels }),
    '/d/x?g=x%2Fy',
  )
  assert.equal(fillLink('javascript:alert(1)', state), '#')
  assert.equal(fillLink('//evil.example', state), '#')
})

test('links of rules to runbooks and dashboards stay on this service, whatever their host', () => {
  assert.equal(localPath('http://127.0.0.1:8080/runbooks/Watchdog'), '/runbooks/Watchdog')
  assert.equal(localPath('http://127.0.0.1:3000/d/firedrill-slo?from=1'), '/d/firedrill-slo?from=1')
  assert.equal(localPath('https://wiki.example/page'), 'https://wiki.example/page')
  assert.equal(localPath('javascript:alert(1)'), undefined)
  assert.equal(localPath(undefined), undefined)
})
