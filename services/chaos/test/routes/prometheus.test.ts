import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { always, createPrometheusDouble } from '../support/prometheus-double.ts'
import { createTestService, until } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

const found = { status: 'success', data: { resultType: 'vector', result: [] } }
const base = '/prometheus/api/v1'

async function start(t: TestContext, answer = always(200, found)) {
  const prometheus = await createPrometheusDouble(t, answer)
  const service = await createTestService(t, createStackDouble(), { prometheusUrl: prometheus.url })
  return { ...service, asked: prometheus.asked }
}

test('a query is asked of Prometheus, and its answer is handed on as it is', async t => {
  const { call, asked } = await start(t)
  const { status, body } = await call('GET', `${base}/query?query=up&time=1000`)
  assert.equal(status, 200)
  assert.deepEqual(body, found)
  assert.equal(asked[0]?.pathname, '/api/v1/query')
  assert.deepEqual(Object.fromEntries(asked[0]?.searchParams ?? []), {
    query: 'up',
    time: '1000',
    timeout: '10s',
  })
})

test('a long query comes as a form, and needs no token because it only reads', async t => {
  const { app, asked } = await start(t)
  const query = `up{instance=~"${'kafka|'.repeat(2000)}"}`
  const { statusCode } = await app.inject({
    method: 'POST',
    url: `${base}/query_range`,
    headers: { host: 'localhost:8080', 'content-type': 'application/x-www-form-urlencoded' },
    payload: String(new URLSearchParams({ query, start: '0', end: '60', step: '15' })),
  })
  assert.equal(statusCode, 200)
  assert.equal(asked[0]?.searchParams.get('query'), query)
})

test('what Prometheus says of a wrong query is handed on', async t => {
  const wrong = { status: 'error', errorType: 'bad_data', error: 'parse error' }
  const { call } = await start(t, always(400, wrong))
  assert.deepEqual(await call('GET', `${base}/query?query=up(`), { status: 400, body: wrong })
})

test('what is beyond the limits never reaches Prometheus', async t => {
  const { call, asked } = await start(t)
  const { status, body } = await call('GET', `${base}/query_range?query=up&start=0&end=9e9&step=1`)
  assert.equal(status, 422)
  assert.equal(body.code, 'INVALID_QUERY')
  assert.equal((await call('GET', `${base}/label/a%2Fb/values`)).status, 422)
  assert.deepEqual(asked, [])
})

test('only what reads series is there: no administration, no other path', async t => {
  const { call, asked } = await start(t)
  for (const path of ['/admin/tsdb/snapshot', '/status/config', '/query/../admin/tsdb/snapshot']) {
    assert.equal((await call('POST', base + path, {})).status, 404, path)
  }
  assert.equal((await call('DELETE', `${base}/series?match[]=up`)).status, 404)
  assert.deepEqual(asked, [])
})

test('a foreign host or page is refused here too', async t => {
  const { call, asked } = await start(t)
  const url = `${base}/query?query=up`
  assert.equal((await call('GET', url, undefined, { host: 'evil.example' })).status, 403)
  const origin = 'http://evil.example'
  assert.equal((await call('GET', url, undefined, { origin })).status, 403)
  assert.deepEqual(asked, [])
})

test('a Prometheus that does not answer is 503', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { status, body } = await call('GET', `${base}/query?query=up`)
  assert.equal(status, 503)
  assert.equal(body.code, 'UNREACHABLE')
})

test('a page that has gone ends its query in Prometheus', async t => {
  let ended = false
  const { app, asked } = await start(t, request => {
    request.socket.once('close', () => {
      ended = true
    })
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const leave = new AbortController()
  const waiting = fetch(`${address}${base}/query?query=up`, { signal: leave.signal })
  await until('Prometheus is asked', () => asked[0])
  leave.abort()
  await assert.rejects(waiting)
  await until('the query ends', () => ended || undefined)
})
