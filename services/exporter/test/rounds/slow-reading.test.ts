import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Cluster } from '../../src/collectors/cluster.ts'
import type { Collected } from '../../src/collectors/collected.ts'
import type { Brokers } from '../../src/kafka/broker-pool.ts'
import { createCollectorMeter } from '../../src/rounds/collector-meter.ts'
import { createSlowReading } from '../../src/rounds/slow-reading.ts'

interface Size {
  readonly topic?: string
  readonly bytes: number
}

const refused = new Error('the broker does not answer')
const whole = (...value: Size[]): Collected<Size[]> => ({ value, failures: [] })
const inPart = (...value: Size[]): Collected<Size[]> => ({ value, failures: [refused] })
const orders = { topic: 'orders', bytes: 10 }
const audit = { topic: 'audit', bytes: 20 }
const ofNoTopic = { bytes: 30 }

/** A reading whose collector answers what it is told; each call of `next` is ten seconds later. */
function readingOf(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
  const registry = new Registry()
  const measure = createCollectorMeter(registry, pino({ enabled: false }), ['log_dirs'])
  let answer: Collected<Size[]> | undefined
  let asked = 0
  const collect = async () => {
    asked++
    if (answer === undefined) throw refused
    return answer
  }
  const reading = createSlowReading(measure, 'log_dirs', collect, ({ topic = 'none' }) => topic)
  const show = (...topics: string[]) => {
    const known = topics.map(name => [name, { name, id: name, partitions: [] }] as const)
    const answeredBy = { host: '127.0.0.1', port: 9092 }
    const cluster: Cluster = { answeredBy, brokers: new Map(), topics: new Map(known) }
    return reading({} as Brokers, cluster)
  }
  return {
    show,
    asked: () => asked,
    async next(said: Collected<Size[]> | undefined) {
      answer = said
      t.mock.timers.tick(10_000)
      return show('orders', 'audit')
    },
    async failures() {
      const metric = await registry.getSingleMetric(exporterMetrics.collectFailures.name)?.get()
      return metric?.values[0]?.value
    },
  }
}

test('a reading is asked for every ten seconds and shown in between', async t => {
  const { next, show, asked } = readingOf(t)
  assert.deepEqual(await next(whole(orders, audit)), [orders, audit])
  assert.deepEqual(await show('orders', 'audit'), [orders, audit])
  assert.equal(asked(), 1)
  assert.deepEqual(await show('audit'), [audit], 'a topic that is gone is not shown')
})

test('what belongs to no topic is shown whatever topics there are', async t => {
  const { next, show } = readingOf(t)
  await next(whole(orders, ofNoTopic))
  assert.deepEqual(await show('audit'), [ofNoTopic])
})

test('three readings that fail leave the last good one, the fourth ends it', async t => {
  const { next, failures } = readingOf(t)
  await next(whole(orders))
  for (const _ of [1, 2, 3]) assert.deepEqual(await next(undefined), [orders])
  assert.deepEqual(await next(undefined), [])
  assert.equal(await failures(), 4)
})

test('a good reading starts the count anew', async t => {
  const { next } = readingOf(t)
  await next(whole(orders))
  for (const _ of [1, 2, 3]) await next(undefined)
  const grown = { topic: 'orders', bytes: 11 }
  assert.deepEqual(await next(whole(grown)), [grown])
  for (const _ of [1, 2, 3]) assert.deepEqual(await next(undefined), [grown])
})

test('what a reading in part could not read is kept as long, what it read is new', async t => {
  const { next } = readingOf(t)
  await next(whole(orders, audit))
  const grown = (bytes: number) => ({ topic: 'audit', bytes })
  for (const bytes of [21, 22, 23]) {
    assert.deepEqual(await next(inPart(grown(bytes))), [orders, grown(bytes)])
  }
  assert.deepEqual(await next(inPart(grown(24))), [grown(24)])
})

test('what a whole reading no longer tells is gone at once', async t => {
  const { next } = readingOf(t)
  await next(whole(orders, audit))
  assert.deepEqual(await next(whole(audit)), [audit])
})
