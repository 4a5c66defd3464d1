import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../src/config.ts'
import { connectionOptions, parseBrokers } from '../src/kafka/connection-options.ts'

const env = {
  SERVICE_NAME: 'exporter',
  HTTP_PORT: '8131',
  DATA_DIR: '/tmp/data',
  KAFKA_BROKERS: 'kafka-1:9092,kafka-2:9092',
}

test('the ledger and the disk budget are optional', () => {
  assert.equal(readConfig(env).LEDGER_URL, undefined)
  assert.equal(readConfig(env).DISK_BUDGET_BYTES, undefined)
  assert.equal(readConfig({ ...env, DISK_BUDGET_BYTES: '1024' }).DISK_BUDGET_BYTES, 1024)
})

test('every wrong variable is named at once', () => {
  assert.throws(
    () =>
      readConfig({
        ...env,
        KAFKA_BROKERS: 'nowhere',
        LEDGER_URL: 'mysql://x',
        DISK_BUDGET_BYTES: '2GB',
      }),
    /KAFKA_BROKERS.*LEDGER_URL.*DISK_BUDGET_BYTES/,
  )
})

test('brokers are parsed, TLS and SASL taken over', () => {
  assert.deepEqual(parseBrokers('a:1,b:2'), [
    { host: 'a', port: 1 },
    { host: 'b', port: 2 },
  ])
  const config = readConfig({
    ...env,
    KAFKA_SSL: 'true',
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: 'sre',
    KAFKA_SASL_PASSWORD: 'secret',
  })
  assert.deepEqual(connectionOptions(config), {
    tls: {},
    sasl: { mechanism: 'SCRAM-SHA-512', username: 'sre', password: 'secret' },
  })
})
