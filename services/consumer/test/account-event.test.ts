import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consumerErrors, isError } from '../src/errors.ts'
import { findEventId, parseAccountEvent } from '../src/handlers/account-event.ts'
import { recordWith } from './support/records.ts'

const order = {
  event_id: 'TXN_7_1',
  type: 'order',
  account_id: '7',
  sequence: 1,
  amount_cents: 1999,
  occurred_at: '2026-01-01T00:00:00.000Z',
}

test('reads an order, and one of a later version with more fields', () => {
  const text = JSON.stringify({ ...order, currency: 'EUR' })
  assert.equal(parseAccountEvent(recordWith(text)).amount_cents, 1999)
})

for (const [what, value, reason] of [
  ['no value', null, /no value/],
  ['broken JSON', '{"event_id":', /JSON/],
  ['something else than an object', '"order"', /object/],
  ['a wrong type', JSON.stringify({ ...order, amount_cents: '19.99' }), /amount_cents/],
  ['a missing field', JSON.stringify({ ...order, event_id: undefined }), /event_id is required/],
  ['a time that is none', JSON.stringify({ ...order, occurred_at: 'soon' }), /occurred_at/],
] as const) {
  test(`refuses ${what} and says why`, () => {
    assert.throws(
      () => parseAccountEvent(recordWith(value)),
      error => isError(error, consumerErrors.malformedRecord) && reason.test(error.message),
    )
  })
}

test('finds the event id of a record that is wrong otherwise', () => {
  assert.equal(findEventId(recordWith('{"event_id":"TXN_1_1","amount":"x"}')), 'TXN_1_1')
  assert.equal(findEventId(recordWith('not JSON')), undefined)
  assert.equal(findEventId(recordWith('null')), undefined)
})
