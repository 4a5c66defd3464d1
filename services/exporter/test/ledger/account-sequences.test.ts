import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccountSequences } from '../../src/ledger/account-sequences.ts'

test('a first payment below the highest of its account is an inversion', () => {
  const accounts = createAccountSequences([['a', 5]])
  assert.equal(accounts.isInverted('a', 6), false)
  assert.equal(accounts.isInverted('a', 4), true)
  assert.equal(accounts.isInverted('b', 1), false, 'another account has its own order')
})

test('one event that overtakes others makes each of them an inversion', () => {
  const accounts = createAccountSequences()
  const inverted = [1, 4, 2, 3, 5].map(sequence => accounts.isInverted('a', sequence))
  assert.deepEqual(inverted, [false, false, true, true, false])
})
