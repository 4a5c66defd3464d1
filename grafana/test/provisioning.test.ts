import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..')
const folder = join(import.meta.dirname, '..', 'provisioning')
const read = (path: string) => readFileSync(join(folder, path), 'utf8')

test('both run modes use the same files: every address comes from the environment', () => {
  const text = read('datasources/firedrill.yml') + read('dashboards/firedrill.yml')
  assert.doesNotMatch(text, /https?:\/\//)
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(match => match[1])
  assert.deepEqual(names, [
    'PROMETHEUS_URL',
    'SCRAPE_INTERVAL',
    'ALERTMANAGER_URL',
    'GF_PATHS_PROVISIONING',
  ])
})

test('alerts of Prometheus are shown, and Grafana sends none of its own', () => {
  const text = read('datasources/firedrill.yml')
  assert.match(text, /uid: prometheus\n/)
  assert.match(text, /manageAlerts: true\n/)
  assert.match(text, /implementation: prometheus\n/)
  assert.match(text, /handleGrafanaManagedAlerts: false\n/)
})

test('the provider finds the generated dashboards in both run modes', () => {
  const { providers } = parse(read('dashboards/firedrill.yml'))
  const pathFrom = (provisioning: string) =>
    posix.normalize(providers[0].options.path.replace(/\$\{GF_PATHS_PROVISIONING\}/, provisioning))
  const { services } = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'))
  const mounts: string[] = services.grafana.volumes
  assert.ok(mounts.includes(`./grafana/dashboards:${pathFrom('/etc/grafana/provisioning')}:ro`))
  assert.equal(pathFrom('grafana/provisioning'), 'grafana/dashboards')
})

test('Grafana opens with the overview', () => {
  const { services } = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'))
  const home = services.grafana.environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH
  assert.equal(home, '/etc/grafana/dashboards/overview.json')
  const overview = JSON.parse(readFileSync(join(root, 'grafana/dashboards/overview.json'), 'utf8'))
  assert.equal(overview.uid, 'firedrill-overview')
})
