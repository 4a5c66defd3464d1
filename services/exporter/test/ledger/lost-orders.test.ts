import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLostOrders } from '../../src/ledger/lost-orders.ts'

const at = (offset: number) => new Map([['orders', new Map([[0, offset]])]])
const exists = () => true

test('an offset may be judged ten seconds after it was seen as passed', () => {
  const lost = createLostOrders()
  assert.equal(lost.passed({ committed: at(50), exists }, 1000).size, 0)
  assert.equal(lost.passed({ committed: at(80), exists }, 9000).size, 0)
  assert.deepEqual(lost.passed({ committed: at(90), exists }, 11_000), at(50))
  assert.deepEqual(lost.passed({ committed: at(95), exists }, 60_000), at(90))
})
