import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { errorNames } from '@firedrill/service-kit/kafka/error-names'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createProducerMetrics } from '../src/metrics.ts'
import { seriesIn } from './support/scrape.ts'

const levels = { buffered: () => 0, waiting: () => 0 }

suite('the metrics of the producer', () => {
  test('exist at 0 for every topic and every error before anything happened', async () => {
    const registry = createRegistry()
    const metrics = createProducerMetrics(registry)
    for (const topic of ['orders', 'audit']) metrics.openTopic(topic, levels)
    const text = await registry.metrics()
    for (const topic of ['orders', 'audit']) {
      for (const name of ['offered_records', 'records_sent', 'backpressure', 'withdrawn_records']) {
        assert.equal(seriesIn(text, `kafka_producer_${name}_total{topic="${topic}"}`), 0, name)
      }
      for (const error of errorNames) {
        const labels = `topic="${topic}",error="${error}"`
        assert.equal(seriesIn(text, `kafka_producer_record_errors_total{${labels}}`), 0, error)
      }
      const sends = `kafka_producer_send_duration_seconds_count{topic="${topic}"}`
      assert.equal(seriesIn(text, sends), 0)
    }
  })

  test('of a topic are gone when it is no longer written to, and those of others stay', async () => {
    const registry = createRegistry()
    const metrics = createProducerMetrics(registry)
    for (const topic of ['orders', 'run-7']) metrics.openTopic(topic, levels)
    metrics.sendDuration.observe({ topic: 'run-7' }, 0.01)
    metrics.recordErrors.inc({ topic: 'run-7', error: 'connection' })
    metrics.closeTopic('run-7')
    const text = await registry.metrics()
    assert.doesNotMatch(text, /run-7/)
    assert.match(text, /kafka_producer_buffered_records{topic="orders"} 0/)
  })

  test('show the levels at the moment of a scrape', async () => {
    const registry = createRegistry()
    const metrics = createProducerMetrics(registry)
    let buffered = 1
    metrics.openTopic('orders', { buffered: () => buffered, waiting: () => 7 })
    buffered = 5
    const text = await registry.metrics()
    assert.equal(seriesIn(text, 'kafka_producer_buffered_records{topic="orders"}'), 5)
    assert.equal(seriesIn(text, 'kafka_producer_waiting_records{topic="orders"}'), 7)
  })
})
