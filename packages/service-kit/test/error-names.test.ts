import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { errorName, errorNames } from '@firedrill/service-kit/kafka/error-names'
import kafkajs from 'kafkajs'

const {
  KafkaJSConnectionError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
} = kafkajs

const refused = new KafkaJSProtocolError(
  Object.assign(new Error('too few'), { type: 'NOT_ENOUGH_REPLICAS', code: 19, retriable: true }),
)

function afterRetries(cause: Error): Error {
  const metadata = { retryCount: 8, retryTime: 100, cause }
  return new KafkaJSNumberOfRetriesExceeded(cause, metadata)
}

suite('the label of an error', () => {
  test('is what the broker answered, however kafkajs wraps it', () => {
    assert.equal(errorName(refused), 'not_enough_replicas')
    assert.equal(errorName(afterRetries(refused)), 'not_enough_replicas')
  })

  test('tells a lost connection from a request without an answer', () => {
    const lost = new KafkaJSConnectionError('connection refused')
    assert.equal(errorName(afterRetries(lost)), 'connection')
    const silent = new KafkaJSRequestTimeoutError('timed out')
    assert.equal(errorName(afterRetries(silent)), 'request_timeout')
  })

  test('is found in the lists that the other client gathers errors in', () => {
    const stale = Object.assign(new Error('stale'), { apiId: 'STALE_MEMBER_EPOCH' })
    const response = new AggregateError([stale], 'the response has errors')
    assert.equal(errorName(new AggregateError([response], 'commit failed')), 'illegal_generation')
    const lost = Object.assign(new Error('closed'), { code: 'PLT_KFK_NETWORK' })
    assert.equal(errorName(new AggregateError([lost], 'fetch failed')), 'connection')
  })

  test('is always on the closed list', () => {
    for (const error of [new Error('?'), new TypeError('?'), 'text', undefined]) {
      assert.equal(errorName(error), 'other')
    }
    assert.ok(errorNames.includes('other'))
  })
})
