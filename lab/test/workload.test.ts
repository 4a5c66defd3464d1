import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { isAccountEvent } from '@firedrill/service-kit/kafka/account-event'
import { inBatches, makeOrders } from '../src/workload.ts'

const spec = { prefix: 'test', seed: 7, count: 500, accounts: 20 }

suite('the workload', () => {
  test('is the same for the same seed, and another for another', () => {
    assert.deepEqual(makeOrders(spec), makeOrders(spec))
    assert.notDeepEqual(makeOrders(spec), makeOrders({ ...spec, seed: 8 }))
  })

  test('is of orders that every reader of the stack would take, each with its own id', () => {
    const orders = makeOrders(spec)
    assert.ok(orders.every(isAccountEvent))
    assert.equal(new Set(orders.map(({ event_id }) => event_id)).size, spec.count)
  })

  test('numbers the orders of each account from 1 without a gap', () => {
    const accounts = Map.groupBy(makeOrders(spec), ({ account_id }) => account_id)
    assert.equal(accounts.size, spec.accounts)
    for (const orders of accounts.values()) {
      assert.deepEqual(
        orders.map(({ sequence }) => sequence),
        orders.map((_, index) => index + 1),
      )
    }
  })
})

test('a list is cut into batches, the last one shorter', () => {
  assert.deepEqual(inBatches([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]])
  assert.deepEqual(inBatches([], 2), [])
})
