import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { portDefaults } from '../../native/src/settings.ts'
import { missingServers, readConfig } from '../src/config.ts'
import { addressesOf } from '../src/servers/addresses.ts'

const named = {
  KAFKA_BROKERS: 'lab-kafka:9092',
  RABBITMQ_URL: 'amqp://a:b@rabbitmq:5672',
  LEDGER_URL: 'postgres://a:b@postgres:5432/a',
}

suite('the configuration of the lab', () => {
  test('starts every server that is not named', () => {
    assert.deepEqual(missingServers(readConfig({})), ['Kafka', 'RabbitMQ', 'PostgreSQL'])
    assert.deepEqual(missingServers(readConfig({ LEDGER_URL: named.LEDGER_URL })), [
      'Kafka',
      'RabbitMQ',
    ])
  })

  test('starts none and connects to those that are named', () => {
    const config = readConfig(named)
    assert.deepEqual(missingServers(config), [])
    const { kafka, rabbitUrl, ledgerUrl } = addressesOf(config)
    assert.deepEqual([kafka.KAFKA_BROKERS, rabbitUrl, ledgerUrl], Object.values(named))
  })

  test('has the launcher’s ports, all below those that Linux lends', () => {
    const { env } = readConfig({})
    const own = Object.entries(portDefaults).filter(([key]) => /^(LAB|RABBITMQ)_/.test(key))
    assert.equal(own.length, 8)
    for (const [key, port] of own) {
      assert.equal(env[key as keyof typeof env], port, key)
      assert.ok(port < 32_768)
    }
  })

  test('names every wrong variable at once', () => {
    const wrong = { LAB_PORT: 'many', RABBITMQ_URL: 'rabbit' }
    assert.throws(() => readConfig(wrong), /LAB_PORT.*RABBITMQ_URL|RABBITMQ_URL.*LAB_PORT/s)
  })
})
