import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLostOrders } from '../../src/ledger/lost-orders.ts'

test('an offset may be judged ten seconds after it was seen as passed', () => {
  const lost = createLostOrders()
  assert.equal(lost.passed(new Map([[0, 50]]), 1000).size, 0)
  assert.equal(lost.passed(new Map([[0, 80]]), 9000).size, 0)
  assert.deepEqual([...lost.passed(new Map([[0, 90]]), 11_000)], [[0, 50]])
  assert.deepEqual([...lost.passed(new Map([[0, 95]]), 60_000)], [[0, 90]])
})
