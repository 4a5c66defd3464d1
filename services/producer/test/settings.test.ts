import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Value } from 'typebox/value'
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

  test('refuse idempotence without all acknowledgements or without a retry, both at once', () => {
    const fields = settingsRules({ ...defaultSettings, acks: 1, retries: 0 }).map(
      ({ field }) => field,
    )
    assert.deepEqual(fields, ['acks', 'retries'])
    const relaxed: ProducerSettings = { ...defaultSettings, idempotent: false, acks: 0, retries: 0 }
    assert.deepEqual(settingsRules(relaxed), [])
  })
})
