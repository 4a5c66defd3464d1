import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDataError } from '../src/ledger/database-error.ts'

const withCode = (code: string) => Object.assign(new Error(code), { code })

test('only what the record says can be the fault of the record', () => {
  assert.ok(isDataError(withCode('22021')))
  assert.ok(isDataError(withCode('23502')))
})

for (const code of ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '53100', '40P01', '42P01']) {
  test(`${code} is the database's, so the record waits`, () => {
    assert.ok(!isDataError(withCode(code)))
  })
}

test('an error without a code is the connection', () => {
  assert.ok(!isDataError(new Error('Connection terminated unexpectedly')))
  assert.ok(!isDataError('gone'))
})
