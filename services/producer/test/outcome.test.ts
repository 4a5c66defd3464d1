import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import kafkajs, { type RecordMetadata } from 'kafkajs'
import { createProducerMetrics } from '../src/metrics.ts'
import type { Outcome } from '../src/send/outcome.ts'
import { createTransmit } from '../src/send/transmit.ts'
import { batchOf, order } from './support/records.ts'
import { scrapedValue } from './support/scrape.ts'

const { KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError, KafkaJSRequestTimeoutError } = kafkajs

function brokerError(type: string): Error {
  return new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1 }))
}

function afterRetries(cause: Error): Error {
  const metadata = { retryCount: 8, retryTime: 100, cause }
  return new KafkaJSNumberOfRetriesExceeded(cause, metadata)
}

async function transmit(answer: RecordMetadata[] | Error) {
  const registry = createRegistry()
  const outcomes: Outcome[] = []
  const metrics = createProducerMetrics(registry)
  metrics.openTopic('orders', { buffered: () => 0, waiting: () => 0 })
  const send = async () => {
    if (answer instanceof Error) throw answer
    return answer
  }
  const run = createTransmit({
    session: { send },
    metrics,
    onOutcome: (_batch, outcome) => outcomes.push(outcome),
  })
  await run(batchOf(order('TXN_1'), order('TXN_2')))
  const sent = await scrapedValue(registry, 'kafka_producer_records_sent_total{topic="orders"}')
  const errors = (name: string) =>
    scrapedValue(registry, `kafka_producer_record_errors_total{topic="orders",error="${name}"}`)
  return { outcome: outcomes[0], sent, errors }
}

suite('the outcome of a send', () => {
  const answered = { topicName: 'orders', partition: 0, errorCode: 0 }

  test('is acknowledged with the offset of its first record', async () => {
    const { outcome, sent } = await transmit([{ ...answered, baseOffset: '42' }])
    assert.deepEqual(outcome, { kind: 'acknowledged', baseOffset: 42 })
    assert.equal(sent, 2)
  })

  test('is acknowledged without an offset when nobody is asked (acks 0)', async () => {
    const { outcome, sent } = await transmit([])
    assert.deepEqual(outcome, { kind: 'acknowledged', baseOffset: undefined })
    assert.equal(sent, 2)
  })

  test('is refused when the broker says that it appended nothing', async () => {
    const { outcome, sent, errors } = await transmit(
      afterRetries(brokerError('NOT_ENOUGH_REPLICAS')),
    )
    assert.deepEqual(outcome, { kind: 'refused', error: 'not_enough_replicas' })
    assert.equal(sent, 0)
    assert.equal(await errors('not_enough_replicas'), 2)
  })

  test('is unknown after a timeout, a lost connection or an append to too few', async () => {
    const unknowns = [
      new KafkaJSRequestTimeoutError('timed out'),
      new kafkajs.KafkaJSConnectionError('closed'),
      brokerError('REQUEST_TIMED_OUT'),
      brokerError('NOT_ENOUGH_REPLICAS_AFTER_APPEND'),
      new Error('anything else'),
    ]
    for (const error of unknowns) {
      const { outcome } = await transmit(afterRetries(error))
      assert.equal(outcome?.kind, 'unknown', error.message)
    }
  })

  test('is counted by error also when it is unknown', async () => {
    const { errors } = await transmit(afterRetries(new KafkaJSRequestTimeoutError('timed out')))
    assert.equal(await errors('request_timeout'), 2)
    assert.equal(await errors('other'), 0)
  })
})
