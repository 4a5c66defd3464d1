import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { test } from 'node:test'
import { catalogue } from '@firedrill/service-kit/metrics/catalogue'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { parse } from 'yaml'
import type { Alert } from '../src/alert.ts'
import { alerts } from '../src/catalogue.ts'
import { ruleFiles } from '../src/generated-files.ts'
import { jobs } from '../src/jobs.ts'
import { recordingsFor } from '../src/rule-dependencies.ts'
import { defaultPlace } from '../src/rule-file.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/adopt.md'), 'utf8')

// The first that an alert needs decides its row: a later one is easier to have.
const rows = [
  'the payment ledger of the stack',
  'clients that export our metrics',
  'the exporter',
  'the JMX agent',
  'scraping alone',
]
const ledger = new Set(Object.values(ledgerMetrics).map(({ name }) => name))
const rowOfSource: Record<string, string> = {
  exporter: 'the exporter',
  jmx: 'the JMX agent',
  prometheus: 'scraping alone',
}

/** What an alert cannot do without; `unless` only keeps it silent more often. */
function rowOf(alert: Alert): string {
  const [needed = ''] = alert.expr('production', jobs).split(' unless ')
  const recorded = [...recordingsFor(needed, 'production').values()].flat()
  const expr = [needed, ...recorded.map(recording => recording.expr)].join(' ')
  const used = catalogue.filter(
    ({ name, source }) =>
      source !== 'recorded' &&
      new RegExp(`(?<![\\w:])${name}(_bucket|_sum|_count)?(?![\\w:])`).test(expr),
  )
  const found = used.map(({ name, source }) =>
    ledger.has(name) ? rows[0] : (rowOfSource[source] ?? rows[1]),
  )
  return rows.find(row => found.includes(row)) ?? 'scraping alone'
}

test('docs/adopt.md says of every alert what it needs', () => {
  const found = new Map<string, string>()
  for (const row of rows) {
    const line = page.split('\n').find(text => text.startsWith(`| ${row} |`)) ?? ''
    for (const [, name = ''] of line.matchAll(/`(\w+)`/g)) found.set(name, row)
  }
  const names = new Set(alerts.map(({ name }) => name))
  assert.deepEqual(new Set(found.keys()), names)
  for (const name of names) {
    const needs = alerts.filter(alert => alert.name === name).map(rowOf)
    // One rule that works raises the alert; what the others of its name need is said below the table.
    const easiest = rows.findLast(row => needs.includes(row))
    assert.equal(found.get(name), easiest, name)
  }
})

test('the Prometheus of docs/adopt.md reads the rules where its command writes them', () => {
  const [, out = ''] = /^RULES_OUT=(\S+) /m.exec(page) ?? []
  const [, config = '', yaml = ''] = /^```yaml\n# (\S+\.yml)\n(rule_files:[^`]+)/m.exec(page) ?? []
  const [glob = ''] = parse(yaml).rule_files
  const looked = posix.resolve(posix.dirname(config), glob)
  const written = [...ruleFiles(defaultPlace).keys()].map(path => posix.join(out, path))
  const read = written.filter(path => posix.matchesGlob(path, looked))
  assert.deepEqual(
    read,
    written.filter(path => path.includes('/production/')),
  )
  assert.ok(read.length > 0)
  // The other commands of the page name the same files.
  assert.ok(page.includes(`promtool check rules ${looked}\n`))
  assert.ok(page.includes(`promtool check config ${config}\n`))
  const [, resource = ''] = /kubectl .*apply -f (\S+)/.exec(page) ?? []
  assert.ok(written.includes(resource), resource)
})
