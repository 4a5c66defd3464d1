import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  commonEnvironment,
  kafkaEnvironment,
  ledgerEnvironment,
  parseEnvironment,
} from '@firedrill/service-kit/config'
import { OperationalError } from '@firedrill/service-kit/errors'

const properties = { ...commonEnvironment, ...kafkaEnvironment, ...ledgerEnvironment }
const good = {
  SERVICE_NAME: 'producer',
  HTTP_PORT: '8101',
  DATA_DIR: '/data',
  KAFKA_BROKERS: 'kafka-1:9092,kafka-2:9092',
  LEDGER_URL: 'postgres://firedrill@postgres/firedrill',
}

suite('the environment', () => {
  test('becomes typed values, with defaults for what is unset or empty', () => {
    const config = parseEnvironment(properties, { ...good, KAFKA_SSL: 'true', LOG_LEVEL: '' })
    assert.equal(config.HTTP_PORT, 8101)
    assert.equal(config.KAFKA_SSL, true)
    assert.equal(config.LOG_LEVEL, 'info')
    assert.equal(config.HTTP_HOST, '127.0.0.1')
    assert.equal(config.KAFKA_SASL_MECHANISM, undefined)
  })

  test('is refused with every wrong and every missing variable at once', () => {
    const env = {
      ...good,
      HTTP_PORT: 'http',
      KAFKA_BROKERS: 'kafka-1',
      LEDGER_URL: '',
      LOG_LEVEL: 'loud',
    }
    assert.throws(
      () => parseEnvironment(properties, env),
      (error: unknown) => {
        assert.ok(error instanceof OperationalError)
        assert.equal(error.code, 'INVALID_CONFIG')
        const fields = error.fields.map(({ field }) => field).sort()
        assert.deepEqual(fields, ['HTTP_PORT', 'KAFKA_BROKERS', 'LEDGER_URL', 'LOG_LEVEL'])
        for (const field of fields) assert.ok(error.message.includes(field), error.message)
        return true
      },
    )
  })
})
