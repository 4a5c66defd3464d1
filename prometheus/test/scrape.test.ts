import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { parse } from 'yaml'
import { jobs } from '../src/jobs.ts'

const root = join(import.meta.dirname, '..', '..')

interface JmxRules {
  readonly includeObjectNames: readonly string[]
  readonly rules: readonly {
    readonly pattern: string
    readonly name: string
    readonly type: string
    readonly help: string
    readonly labels?: Readonly<Record<string, string>>
  }[]
}

const jmx = parse(readFileSync(join(root, 'kafka', 'jmx-exporter.yml'), 'utf8')) as JmxRules

test('the JMX rules export the broker metrics of the catalogue and nothing else', () => {
  const exported = jmx.rules.map(({ name, type, help, labels = {} }) => ({
    name: type === 'COUNTER' ? `${name}_total` : name,
    type: type.toLowerCase(),
    help,
    labels: Object.keys(labels),
  }))
  const declared = Object.values(brokerMetrics).map(({ name, type, help, labels }) => ({
    name,
    type,
    help,
    labels: [...labels],
  }))
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
  const unique = exported.filter((rule, i) => exported.findIndex(r => r.name === rule.name) === i)
  assert.deepEqual(unique.toSorted(byName), declared.toSorted(byName))
})

test('no JMX rule is a catch-all, and only named beans are read', () => {
  for (const { pattern } of jmx.rules) assert.match(pattern, /^kafka\\\.\w+<type=[^.*]+/)
  for (const bean of jmx.includeObjectNames) assert.match(bean, /^kafka\.\w+:type=[\w-]+/)
})

test('bytes are counted once: no bean of a single topic is read beside the total', () => {
  const totals = jmx.includeObjectNames.filter(bean => bean.includes('BrokerTopicMetrics'))
  assert.deepEqual(totals, [
    'kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec',
    'kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec',
  ])
})

test('each job but the lab has its compose targets, each with its name and cluster', () => {
  const folder = join(root, 'prometheus', 'targets', 'compose')
  const files = readdirSync(folder)
  assert.deepEqual(
    files.toSorted(),
    Object.values(jobs)
      .filter(job => job !== jobs.lab)
      .map(job => `${job}.json`)
      .toSorted(),
  )
  for (const file of files) {
    const groups = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      readonly targets: readonly string[]
      readonly labels: Readonly<Record<string, string>>
    }[]
    for (const { targets, labels } of groups) {
      assert.equal(targets.length, 1)
      assert.equal(targets[0]?.split(':')[0], labels.instance)
      assert.equal(labels.cluster, 'firedrill')
    }
  }
})
