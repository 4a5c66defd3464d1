import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { timingOf } from '../src/alert-case.ts'
import { casesByConcern } from '../src/case-catalogue.ts'
import { alerts } from '../src/catalogue.ts'

const file = join(import.meta.dirname, '..', '..', 'alertmanager', 'alertmanager.yml')

interface Inhibition {
  readonly source_matchers: readonly string[]
  readonly target_matchers: readonly string[]
  readonly equal: readonly string[]
}

const { inhibit_rules: inhibitions } = parse(readFileSync(file, 'utf8')) as {
  readonly inhibit_rules: readonly Inhibition[]
}

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

test('what an inhibition compares is a label of both sides: two that are missing count as equal', () => {
  for (const { source_matchers, target_matchers, equal } of inhibitions) {
    for (const name of [...namesIn(source_matchers), ...namesIn(target_matchers)]) {
      for (const label of equal) assert.ok(labelsOf(name).has(label), `${name} has no ${label}`)
    }
  }
})

test('no alert of an inhibition is on both of its sides', () => {
  for (const { source_matchers, target_matchers } of inhibitions) {
    const targets = new Set(namesIn(target_matchers))
    for (const name of namesIn(source_matchers)) assert.ok(!targets.has(name), name)
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

/** Alerts that matchers name; none if they choose by severity. */
function namesIn(matchers: readonly string[]): string[] {
  return matchers.flatMap(matcher => /^alertname =~? "(.+)"$/.exec(matcher)?.[1]?.split('|') ?? [])
}

/** The labels that an alert fires with, as its test cases say. */
function labelsOf(name: string): Set<string> {
  const cases = Object.values(casesByConcern)
    .flat()
    .filter(({ alert }) => alert.name === name)
    .flatMap(({ alert, build }) => build(timingOf(alert, 'training')))
  return new Set(
    cases.flatMap(({ fires = [] }) => fires.flatMap(({ labels }) => Object.keys(labels))),
  )
}

function amtool(...args: string[]) {
  const { status, stdout, stderr, error } = spawnSync('amtool', args, { encoding: 'utf8' })
  if (error !== undefined) throw error
  return { status, stdout, output: stdout + stderr }
}
