import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createSequences } from '../src/ledger/sequences.ts'
import { createRoutes, type Routes } from '../src/load/routes.ts'
import { createProducerMetrics } from '../src/metrics.ts'
import { type Accumulator, createAccumulator } from '../src/send/accumulator.ts'
import { createPartitions, type Partitions } from '../src/send/partitions.ts'
import { defaultSettings, type ProducerSettings } from '../src/settings.ts'

const about = { partitionErrorCode: 0, leader: 1, replicas: [1], isr: [1] }

suite('the routes of the streams', () => {
  let settings: ProducerSettings
  let accumulator: Accumulator
  let partitions: Partitions
  let routes: Routes
  let log: string[]
  beforeEach(() => {
    log = []
    settings = defaultSettings
    accumulator = createAccumulator(() => ({ ...defaultSettings, lingerMs: 0 }))
    partitions = createPartitions()
    for (const topic of ['orders', 'invoices', 'audit', 'run-7']) {
      partitions.learn(topic, [{ partitionId: 0, ...about }])
    }
    routes = createRoutes({
      ...{ accumulator, partitions, prefix: '', settings: () => settings },
      sequences: createSequences(['orders', 'invoices']),
      metrics: createProducerMetrics(createRegistry()),
      onAdmitted: () => undefined,
      onOpened: topic => log.push(`opened ${topic}`),
      onClosed: topic => log.push(`closed ${topic}`),
    })
  })
  const move = (change: Partial<ProducerSettings>) => {
    settings = { ...settings, ...change }
    routes.follow()
  }
  /** Sends what is buffered, as the pipeline does. */
  const sendAll = () => {
    for (const batch of accumulator.drain()) {
      accumulator.release(batch)
      routes.admit(batch.topic)
    }
  }

  test('move a stream, and close the old topic only when its last record is out', () => {
    routes.intake('orders').offer(3)
    move({ ordersTopic: 'run-7' })
    routes.intake('orders').offer(2)
    assert.deepEqual([accumulator.buffered('orders'), accumulator.buffered('run-7')], [3, 2])
    assert.equal(routes.streamOf('orders'), 'orders')
    sendAll()
    assert.equal(routes.streamOf('orders'), undefined)
    assert.deepEqual(log.slice(3), ['opened run-7', 'closed orders'])
  })

  test('make no record for a topic that is not known yet, and all of them when it is', () => {
    move({ ordersTopic: 'later' })
    const intake = routes.intake('orders')
    intake.offer(5)
    assert.deepEqual([intake.waiting(), accumulator.size()], [5, 0])
    partitions.learn('later', [{ partitionId: 0, ...about }])
    routes.admit('later')
    assert.deepEqual([intake.waiting(), accumulator.buffered('later')], [0, 5])
  })

  test('give a single batch a way of its own, and end it with the batch', () => {
    routes.open('invoices', 'run-7').burst(4)
    assert.equal(routes.streamOf('run-7'), 'invoices')
    sendAll()
    assert.equal(routes.streamOf('run-7'), undefined)
    assert.deepEqual(routes.topics(), ['orders', 'invoices', 'audit'])
  })
})
