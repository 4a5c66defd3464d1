import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig, splitTopics } from '../src/config.ts'

const complete = {
  SERVICE_NAME: 'payment-1',
  HTTP_PORT: '8111',
  DATA_DIR: '/data',
  KAFKA_BROKERS: 'kafka-1:9092',
  LEDGER_URL: 'postgres://ledger/firedrill',
  HANDLER: 'payment',
}

test('a spare needs neither a group nor topics', () => {
  const config = readConfig(complete)
  assert.equal(config.GROUP_ID, '')
  assert.equal(config.DEAD_LETTER_TOPIC, 'orders.dlq')
})

test('names every wrong variable at once', () => {
  const wrong = { ...complete, HANDLER: 'refund', HTTP_PORT: 'x', LEDGER_URL: 'mysql://x' }
  assert.throws(() => readConfig(wrong), /(?=.*HANDLER)(?=.*HTTP_PORT)(?=.*LEDGER_URL)/)
})

test('reads topics with commas between them', () => {
  assert.deepEqual(splitTopics(' orders, audit ,'), ['orders', 'audit'])
  assert.deepEqual(splitTopics(''), [])
})
