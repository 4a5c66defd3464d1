import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Value } from 'typebox/value'
import { type ProducerSettings, settingsRules, settingsSchema } from '../src/settings.ts'

const defaults = Value.Default(settingsSchema, {}) as ProducerSettings

suite('the settings of the producer', () => {
  test('have defaults that are good practice and pass their own rules', () => {
    assert.ok(Value.Check(settingsSchema, defaults))
    assert.deepEqual(settingsRules(defaults), [])
    const { acks, idempotent, maxInFlightSends, keyBy } = defaults
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
    const fields = settingsRules({ ...defaults, acks: 1, retries: 0 }).map(({ field }) => field)
    assert.deepEqual(fields, ['acks', 'retries'])
    const relaxed: ProducerSettings = { ...defaults, idempotent: false, acks: 0, retries: 0 }
    assert.deepEqual(settingsRules(relaxed), [])
  })
})
