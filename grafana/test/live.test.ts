import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DashboardJson, PanelJson } from '../src/lint/model.ts'
import { checkDashboards } from '../src/live/check-dashboards.ts'
import { choicesFor } from '../src/live/choices.ts'
import { evaluatePanels } from '../src/live/evaluate.ts'
import { prometheusApi } from '../src/live/prometheus-api.ts'
import { fakePrometheus } from './fake-prometheus.ts'

const group = { name: 'group', type: 'query', multi: true, allValue: '.*' } as const

test('variables are filled with everything, and with two values of Prometheus', async () => {
  await using fake = await fakePrometheus((path, query) => {
    assert.equal(path, 'label/group/values')
    assert.equal(query.get('match[]'), 'members{cluster="east"}')
    return ['a', 'b', 'c']
  })
  const cluster = { name: 'cluster', type: 'custom' } as const
  const query = 'label_values(members{cluster="east"}, group)'
  const page = dashboard([], [cluster, { ...group, query }])
  const choices = await choicesFor(page, prometheusApi(fake.url))
  assert.deepEqual(
    choices.map(({ values }) => values),
    [{ group: '.*' }, { group: ['a', 'b'] }],
  )
})

test('a variable without values is an error, not an empty page', async () => {
  await using fake = await fakePrometheus(() => [])
  const page = dashboard([], [{ ...group, query: 'label_values(members{}, group)' }])
  await assert.rejects(choicesFor(page, prometheusApi(fake.url)), /\$group has no values/)
})

test('a panel counts as filled, rightly silent, empty or refused', async () => {
  await using fake = await fakePrometheus((_path, query) => {
    const expr = query.get('query') ?? ''
    if (expr === 'wrong') throw new Error('parse error')
    const full = { metric: { group: 'a' }, value: [0, '5'] }
    return { resultType: 'vector', result: expr === 'full' ? [full] : [] }
  })
  const page = dashboard([
    panel('has data', ['full', 'none']),
    panel('rightly silent', ['none'], 'None is open'),
    panel('empty', ['none']),
    panel('refused', ['wrong']),
  ])
  const results = await evaluatePanels(page, { name: 'all', values: {} }, prometheusApi(fake.url))
  assert.deepEqual(
    results.map(({ where, outcome }) => [where, outcome]),
    [
      ['Page / has data (all)', 'data'],
      ['Page / rightly silent (all)', 'silent'],
      ['Page / empty (all)', 'empty'],
      ['Page / refused (all)', 'error'],
    ],
  )
  assert.deepEqual(results[0]?.emptyQueries, ['none'])
  assert.match(results[3]?.detail ?? '', /parse error/)
})

test('a value that is not a number is no data', async () => {
  await using fake = await fakePrometheus(() => ({
    resultType: 'vector',
    result: [{ metric: {}, value: [0, 'NaN'] }],
  }))
  const page = dashboard([panel('0 / 0', ['ratio'])])
  const api = prometheusApi(fake.url)
  const [result] = await evaluatePanels(page, { name: 'all', values: {} }, api)
  assert.equal(result?.outcome, 'empty')
})

test('a name that asks for a label which no series has is told', async () => {
  await using fake = await fakePrometheus(() => ({
    resultType: 'vector',
    result: [{ metric: { group: 'a' }, value: [0, '1'] }],
  }))
  const named = { ...panel('names', []), targets: [legend('{{group}} of {{team}}')] }
  const api = prometheusApi(fake.url)
  const [result] = await evaluatePanels(dashboard([named]), { name: 'all', values: {} }, api)
  assert.deepEqual(result?.unnamed, ['team'])
})

test('the report names what is missing', async () => {
  await using fake = await fakePrometheus((path, query) => {
    if (path === 'label/__name__/values') return ['up']
    const expr = query.get('query') ?? ''
    const series = { metric: {}, value: [0, '1'] }
    return { resultType: 'vector', result: expr === 'up' ? [series] : [] }
  })
  const page = dashboard([panel('there', ['up']), panel('gone', ['lag'])])
  const { problems, results } = await checkDashboards([page], prometheusApi(fake.url))
  assert.deepEqual(
    new Set(problems),
    new Set([
      'Page / gone / 0: nobody exports lag',
      'Page / gone (all): no data',
      'Page / gone (some): no data',
    ]),
  )
  assert.equal(results.length, 4)
})

test('a Prometheus that does not answer is named', async () => {
  const gone = prometheusApi('http://127.0.0.1:1')
  await assert.rejects(gone.metricNames(), /http:\/\/127\.0\.0\.1:1 does not answer/)
})

const legend = (legendFormat: string) => ({ refId: 'A', expr: 'lag', legendFormat })

function dashboard(
  panels: readonly PanelJson[],
  list: DashboardJson['templating']['list'] = [],
): DashboardJson {
  return { uid: 'page', title: 'Page', panels, templating: { list }, annotations: { list: [] } }
}

function panel(title: string, queries: readonly string[], noValue?: string): PanelJson {
  return {
    id: 1,
    type: 'stat',
    title,
    gridPos: { x: 0, y: 0, w: 1, h: 1 },
    fieldConfig: { defaults: noValue === undefined ? {} : { noValue } },
    targets: queries.map((expr, index) => ({ expr, refId: `${index}` })),
  }
}
