import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { check } from '@firedrill/service-kit/validation'
import { Value } from 'typebox/value'
import { batchingOf, isIdempotent } from '../src/batching.ts'
import {
  defaultSettings,
  type ProducerSettings,
  settingsRules,
  settingsSchema,
} from '../src/settings.ts'

suite('the settings of the producer', () => {
  test('have defaults that are good practice and pass their own rules', () => {
    assert.ok(Value.Check(settingsSchema, defaultSettings))
    assert.deepEqual(settingsRules(defaultSettings), [])
    const { acks, idempotent, maxInFlightSends, keyBy } = defaultSettings
    assert.deepEqual(
      { acks, idempotent, maxInFlightSends, keyBy },
      {
        ...{ acks: -1, idempotent: true, maxInFlightSends: 1, keyBy: 'account_id' },
      },
    )
  })

  test('say of every setting what it does', () => {
    for (const [name, schema] of Object.entries(settingsSchema.properties)) {
      const { description = '' } = schema as { description?: string }
      assert.match(description, /^[A-Z].+\.$/s, name)
    }
  })

  test('refuse two streams on one topic, and say which', () => {
    const shared = { ...defaultSettings, invoicesTopic: 'orders', auditTopic: 'orders' }
    assert.deepEqual(settingsRules(shared), [
      { field: 'invoicesTopic', message: 'must differ from ordersTopic' },
      { field: 'auditTopic', message: 'must differ from ordersTopic' },
    ])
  })

  test('refuse an override of what does not differ by topic, and name the field', () => {
    const wrong = { ...defaultSettings, topicOverrides: { audit: { acks: 2, idempotent: true } } }
    const result = check(settingsSchema, wrong)
    const fields = result.ok
      ? []
      : result.fields.map(({ field }) => field).toSorted((a, b) => (a < b ? -1 : 1))
    assert.deepEqual(fields, ['topicOverrides.audit.acks', 'topicOverrides.audit.idempotent'])
  })

  test('of one topic are those of all where it has none of its own', () => {
    const topicOverrides = { audit: { lingerMs: 0, acks: 1 as const } }
    const settings: ProducerSettings = { ...defaultSettings, lingerMs: 25, topicOverrides }
    const { lingerMs, acks, compression } = batchingOf(settings, 'audit')
    assert.deepEqual([lingerMs, acks, compression], [0, 1, 'snappy'])
    assert.equal(batchingOf(settings, 'orders').lingerMs, 25)
    assert.ok(!isIdempotent(settings, 'audit'), 'without all acknowledgements')
    assert.ok(isIdempotent(settings), 'the others')
  })

  test('refuse idempotence without all acknowledgements or without a retry, both at once', () => {
    const fields = settingsRules({ ...defaultSettings, acks: 1, retries: 0 }).map(
      ({ field }) => field,
    )
    assert.deepEqual(fields, ['acks', 'retries'])
    const relaxed: ProducerSettings = { ...defaultSettings, idempotent: false, acks: 0, retries: 0 }
    assert.deepEqual(settingsRules(relaxed), [])
  })
})
