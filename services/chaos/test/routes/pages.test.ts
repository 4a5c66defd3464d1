import assert from 'node:assert/strict'
import { test } from 'node:test'
import { always, createPrometheusDouble } from '../support/prometheus-double.ts'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

const host = 'localhost:8080'

test('every page is there, under a policy that lets nothing in from elsewhere', async t => {
  const { app } = await createTestService(t, createStackDouble())
  for (const [url, name] of [
    ['/', 'Drills'],
    ['/dashboards', 'Dashboards'],
    ['/d/firedrill-overview', 'Dashboards'],
    ['/runbooks', 'Runbooks'],
  ]) {
    const { statusCode, headers, payload } = await app.inject({ url: `${url}`, headers: { host } })
    assert.equal(statusCode, 200, url)
    assert.match(String(headers['content-type']), /^text\/html/)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'self'/)
    assert.doesNotMatch(policy, /unsafe/)
    assert.match(payload, new RegExp(`aria-current="page">${name}<`))
    assert.doesNotMatch(payload, /<script>|<style|style="|onclick=/, 'nothing inline')
    assert.doesNotMatch(payload, /Grafana ↗|data-grafana/, 'no Grafana runs')
  }
})

test('where Grafana runs the pages lead to it', async t => {
  const grafanaUrl = 'http://127.0.0.1:3000'
  const { call } = await createTestService(t, createStackDouble(), { grafanaUrl })
  const { body } = await call('GET', '/dashboards')
  assert.match(body, /data-grafana="http:\/\/127\.0\.0\.1:3000"/)
  assert.match(body, /href="http:\/\/127\.0\.0\.1:3000"[^>]*>Grafana/)
})

test('the libraries of the pages come from this service, and only the files they use', async t => {
  const { call } = await createTestService(t, createStackDouble())
  for (const file of ['uplot.js', 'uplot.css', 'markdown-it.js']) {
    assert.equal((await call('GET', `/vendor/${file}`)).status, 200, file)
  }
  assert.equal((await call('GET', '/vendor/package.json')).status, 404)
})

test('dashboards are listed, the overview first, and served as Grafana reads them', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { body: list } = await call('GET', '/api/dashboards')
  assert.equal(list[0].uid, 'firedrill-overview')
  assert.ok(list[0].panels.includes('Alerts'))
  const { body } = await call('GET', '/api/dashboards/firedrill-overview')
  assert.equal(body.title, 'Overview')
  assert.ok(body.panels[0].targets[0].expr)
})

test('a dashboard that does not exist is 404, and a path is no uid', async t => {
  const { call } = await createTestService(t, createStackDouble())
  assert.equal((await call('GET', '/api/dashboards/none')).body.code, 'UNKNOWN_DASHBOARD')
  assert.equal((await call('GET', '/api/dashboards/..%2Foverview')).status, 422)
})

test('active alerts come with the words and links of their rule', async t => {
  const alert = {
    labels: { alertname: 'KafkaBrokerDown', severity: 'critical', instance: 'kafka-1' },
    annotations: { summary: 'Broker kafka-1 does not answer', runbook_url: 'http://x/runbooks/a' },
    state: 'firing',
    activeAt: '2026-01-01T00:00:00Z',
    value: '1e+00',
  }
  const { url } = await createPrometheusDouble(t, always(200, { data: { alerts: [alert] } }))
  const { call } = await createTestService(t, createStackDouble(), { prometheusUrl: url })
  const { body } = await call('GET', '/alerts/active')
  assert.deepEqual(body, [
    {
      name: 'KafkaBrokerDown',
      state: 'firing',
      labels: { severity: 'critical', instance: 'kafka-1' },
      summary: 'Broker kafka-1 does not answer',
      description: '',
      activeAt: '2026-01-01T00:00:00Z',
      value: 1,
      runbookUrl: 'http://x/runbooks/a',
    },
  ])
})
