import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { catalogue } from '@firedrill/service-kit/metrics/catalogue'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { currentPage, pageFile, readSamples, root } from '../src/metrics-page/files.ts'
import { usesOf } from '../src/metrics-page/metric-uses.ts'
import { findMetric, labelsOf } from '../src/metrics-page/samples.ts'
import { readTexts } from '../src/metrics-page/texts.ts'

const scraped = catalogue.filter(({ source }) => !['recorded', 'prometheus'].includes(source))

test('docs/metrics.md is what the catalogue, the rules and the dashboards make it', () => {
  assert.equal(readFileSync(pageFile, 'utf8'), currentPage(), 'docs/metrics.md: npm run generate')
})

test('each metric was seen in a real scrape, with the labels of the catalogue', () => {
  const samples = readSamples()
  for (const { name, labels } of scraped) {
    const sample = samples[name]
    assert.ok(sample, `${name} has no sample: npm run samples`)
    const found = labelsOf(sample).filter(label => label !== 'le')
    assert.deepEqual(new Set(found), new Set(labels), name)
  }
})

test('no sample is left of a metric that is gone', () => {
  const names = new Set(catalogue.map(({ name }) => name))
  assert.deepEqual(
    Object.keys(readSamples()).filter(name => !names.has(name)),
    [],
  )
})

test('nothing leaves a broker that no rule, panel or runbook uses', () => {
  const texts = readTexts(root)
  const unused = catalogue.filter(spec => {
    const uses = usesOf(spec, texts)
    return spec.source === 'jmx' && Object.values(uses).every(list => list.length === 0)
  })
  assert.deepEqual(
    unused.map(({ name }) => name),
    [],
  )
})

const spec: MetricSpec = {
  name: 'kafka_lag',
  type: 'gauge',
  help: 'Lag.',
  labels: ['group'],
  source: 'exporter',
}

test('a use is the whole name, not a part of a longer one', () => {
  const none = { alerts: [], recordings: [], runbooks: [] }
  const dashboards = [
    ['uses it', 'max(kafka_lag{group="a"})'],
    ['another', 'kafka_lag_seconds + my_kafka_lag + kafka_lag:deriv'],
    ['uses it', 'kafka_lag'],
  ] as const
  assert.deepEqual(usesOf(spec, { ...none, dashboards }).dashboards, ['uses it'])
  const histogram = { ...spec, type: 'histogram' } as const
  const buckets = [['buckets', 'rate(kafka_lag_bucket[1m])']] as const
  assert.deepEqual(usesOf(histogram, { ...none, dashboards: buckets }).dashboards, ['buckets'])
})

const scrape = (type: string, series: string) =>
  `# HELP kafka_lag Lag.\n# TYPE kafka_lag ${type}\n${series}\n`

test('of the lines of a scrape the most telling one is the sample', () => {
  const series = 'kafka_lag{group="a"} 0\nkafka_lag{group="payment-service"} 3'
  assert.deepEqual(findMetric(spec, scrape('gauge', series)), {
    sample: 'kafka_lag{group="payment-service"} 3',
    problems: [],
  })
})

test('a type or a label that differs from the catalogue is told', () => {
  const { problems } = findMetric(spec, scrape('counter', 'kafka_lag{topic="a"} 1'))
  assert.deepEqual(problems, [
    'kafka_lag: type is counter, not gauge',
    'kafka_lag: labels is topic, not group',
  ])
})
