import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

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
