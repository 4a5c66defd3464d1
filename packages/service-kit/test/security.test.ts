import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import type { KafkaConfig } from '@firedrill/service-kit/config'
import { OperationalError } from '@firedrill/service-kit/errors'
import { kafkaSecurity } from '@firedrill/service-kit/kafka/security'
import { makeTemporaryFolder } from './support/temporary-folder.ts'

const plain: KafkaConfig = { KAFKA_BROKERS: 'a:1', KAFKA_SSL: false }
const folder = makeTemporaryFolder('fd-security-')
const file = join(folder, 'some.pem')
await writeFile(file, 'PEM')

/** Names of the variables that are refused. */
function refused(config: KafkaConfig): string[] {
  try {
    kafkaSecurity(config)
  } catch (error) {
    assert.ok(error instanceof OperationalError)
    for (const { field } of error.fields) assert.ok(error.message.includes(field), error.message)
    return error.fields.map(({ field }) => field)
  }
  return []
}

suite('TLS and SASL', () => {
  test('are off unless asked for', () => {
    assert.deepEqual(kafkaSecurity(plain), {})
  })

  test('trust the authorities of the system unless a file names others', () => {
    assert.deepEqual(kafkaSecurity({ ...plain, KAFKA_SSL: true }), { tls: {} })
    const config = { ...plain, KAFKA_SSL: true, KAFKA_SSL_CA_FILE: file }
    assert.deepEqual(kafkaSecurity(config), { tls: { ca: 'PEM' } })
  })

  test('take a client certificate with its key', () => {
    const config = {
      ...plain,
      KAFKA_SSL: true,
      KAFKA_SSL_CERT_FILE: file,
      KAFKA_SSL_KEY_FILE: file,
      KAFKA_SSL_KEY_PASSWORD: 'secret',
    }
    const tls = { cert: 'PEM', key: 'PEM', passphrase: 'secret' }
    assert.deepEqual(kafkaSecurity(config), { tls })
  })

  test('are refused when a half is missing, and when a file cannot be read', () => {
    const tls = { ...plain, KAFKA_SSL: true }
    assert.deepEqual(refused({ ...tls, KAFKA_SSL_CERT_FILE: file }), ['KAFKA_SSL_KEY_FILE'])
    assert.deepEqual(refused({ ...tls, KAFKA_SSL_KEY_FILE: file }), ['KAFKA_SSL_CERT_FILE'])
    const missing = join(folder, 'missing.pem')
    assert.deepEqual(refused({ ...tls, KAFKA_SSL_CA_FILE: missing }), ['KAFKA_SSL_CA_FILE'])
    const login = { ...plain, KAFKA_SASL_MECHANISM: 'plain' as const }
    const names = ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD']
    assert.deepEqual(refused(login), names)
  })

  test('are refused when what is set would have no effect', () => {
    assert.deepEqual(refused({ ...plain, KAFKA_SSL_CA_FILE: file }), ['KAFKA_SSL_CA_FILE'])
    const names = { KAFKA_SASL_USERNAME: 'a', KAFKA_SASL_PASSWORD: 'b' }
    assert.deepEqual(refused({ ...plain, ...names }), Object.keys(names))
  })
})
