import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import type { Registry } from 'prom-client'
import { createIntake, type Intake } from '../src/load/intake.ts'
import { createProducerMetrics } from '../src/metrics.ts'
import { type Accumulator, createAccumulator } from '../src/send/accumulator.ts'
import { record } from './support/records.ts'
import { scrapedValue } from './support/scrape.ts'

const topic = 'orders'

suite('the door to the send buffer', () => {
  let registry: Registry
  let accumulator: Accumulator
  let intake: Intake
  let made: number
  let limit: number
  beforeEach(() => {
    registry = createRegistry()
    accumulator = createAccumulator(() => ({
      lingerMs: 0,
      batchBytes: 1,
      maxBatchRecords: 9,
      maxInFlightSends: 1,
    }))
    made = 0
    limit = 10
    const metrics = createProducerMetrics(registry)
    metrics.openTopic(topic, { buffered: () => 0, waiting: () => 0 })
    intake = createIntake({
      topic,
      accumulator,
      maxBuffered: () => limit,
      metrics,
      onAdmitted: () => undefined,
      make: ({ partition = 0 }) => {
        made += 1
        return record({ partition, value: String(made) })
      },
    })
  })
  const counted = (name: string) =>
    scrapedValue(registry, `kafka_producer_${name}_total{topic="orders"}`)

  test('lets in what there is room for and makes the rest wait, unmade', async () => {
    intake.offer(25)
    assert.deepEqual([made, accumulator.size(), intake.waiting()], [10, 10, 15])
    assert.equal(await counted('offered_records'), 25)
    assert.equal(await counted('backpressure'), 1)
  })

  test('goes on counting what is offered while the buffer is full', async () => {
    for (let tick = 0; tick < 5; tick += 1) intake.offer(10)
    assert.equal(await counted('offered_records'), 50)
    assert.equal(await counted('backpressure'), 4)
    assert.equal(intake.waiting(), 40)
  })

  test('loses none: every record that waited gets in, one by one as there is room', () => {
    intake.offer(25)
    intake.burst(5, { partition: 3 })
    const sent: string[] = []
    while (accumulator.size() > 0) {
      for (const batch of accumulator.drain()) {
        sent.push(...batch.records.map(({ value }) => value))
        accumulator.release(batch)
        intake.admit()
      }
    }
    assert.deepEqual([made, intake.waiting(), new Set(sent).size], [30, 0, 30])
  })

  test('counts no back-pressure while there is room', async () => {
    intake.offer(10)
    assert.equal(await counted('backpressure'), 0)
  })

  test('takes back only what waits at the steady rate, and counts it', async () => {
    intake.offer(20)
    intake.burst(7)
    intake.withdraw('steady')
    assert.equal(intake.waiting(), 7)
    assert.equal(await counted('withdrawn_records'), 10)
    intake.withdraw('all')
    assert.equal(intake.waiting(), 0)
    assert.equal(await counted('withdrawn_records'), 17)
  })

  test('lets more in when the limit is raised', () => {
    intake.offer(20)
    limit = 18
    intake.admit()
    assert.equal(accumulator.size(), 18)
  })
})
