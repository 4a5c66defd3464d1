import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { alerts } from '../src/catalogue.ts'

const file = join(import.meta.dirname, '..', '..', 'alertmanager', 'alertmanager.yml')

test('the configuration is valid', () => {
  const { status, output } = amtool('check-config', file)
  assert.equal(status, 0, output)
})

test('the timeline hears of every alert but the watchdog', () => {
  for (const { name, severity } of alerts) {
    const labels = [`alertname=${name}`, `severity=${severity}`, 'cluster=firedrill']
    const { stdout } = amtool('config', 'routes', 'test', `--config.file=${file}`, ...labels)
    assert.equal(stdout.trim(), name === 'Watchdog' ? 'nobody' : 'timeline', name)
  }
})

test('it names only alerts that exist', () => {
  const known = new Set(alerts.map(({ name }) => name))
  const text = readFileSync(file, 'utf8')
  const named = [...text.matchAll(/alertname =~? "([^"]+)"/g)].flatMap(([, name = '']) =>
    name.split('|'),
  )
  assert.ok(named.length > 0)
  for (const name of named) assert.ok(known.has(name), name)
})

function amtool(...args: string[]) {
  const { status, stdout, stderr, error } = spawnSync('amtool', args, { encoding: 'utf8' })
  if (error !== undefined) throw error
  return { status, stdout, output: stdout + stderr }
}
