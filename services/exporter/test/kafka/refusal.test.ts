import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalBehind } from '../../src/kafka/refusal.ts'

/** An error as a library throws it: the code lies in the last of its causes. */
function deep(code: string, message = ''): Error {
  const cause = Object.assign(new Error(message), { code })
  return new Error('Connection to kafka-1:9093 failed.', { cause })
}

function messageFor(error: unknown): string | undefined {
  return refusalBehind('kafka-1:9093', error)?.message
}

test('a refused login names the user and the password', () => {
  const item = Object.assign(new Error('no'), { apiId: 'SASL_AUTHENTICATION_FAILED' })
  const error = new AggregateError([item], 'Received response with error')
  const message = messageFor(new Error('SASL authentication failed.', { cause: error })) ?? ''
  assert.match(message, /^kafka-1:9093 refuses the login: .*KAFKA_SASL_USERNAME.*PASSWORD/)
})

test('what is wrong with a certificate leads to the setting that mends it', () => {
  assert.match(messageFor(deep('UNABLE_TO_VERIFY_LEAF_SIGNATURE')) ?? '', /KAFKA_SSL_CA_FILE/)
  assert.match(messageFor(deep('SELF_SIGNED_CERT_IN_CHAIN')) ?? '', /KAFKA_SSL_CA_FILE/)
  assert.match(messageFor(deep('ERR_TLS_CERT_ALTNAME_INVALID')) ?? '', /another name/)
  const alert = deep('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')
  assert.match(messageFor(alert) ?? '', /KAFKA_SSL_CERT_FILE/)
})

test('a broker that is away refuses nothing', () => {
  assert.equal(messageFor(deep('ECONNREFUSED')), undefined)
  assert.equal(messageFor(deep('PLT_KFK_TIMEOUT', 'Request timed out')), undefined)
  assert.equal(messageFor('not an error'), undefined)
})
