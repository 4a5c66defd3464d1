import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillVariables, variablesIn } from '../src/variable-values.ts'

test('one value stands as it is, several become alternatives with their dots escaped', () => {
  const query = 'lag{cluster="$cluster",topic=~"$topic"}'
  assert.equal(
    fillVariables(query, { cluster: 'a', topic: ['orders', 'orders.dlq'] }),
    'lag{cluster="a",topic=~"(orders|orders\\\\.dlq)"}',
  )
})

test("Grafana's own variables have stand-ins; unknown ones stay", () => {
  assert.equal(fillVariables('x[$__range] + $pod', {}), 'x[15m] + $pod')
  assert.equal(fillVariables('x[$__range]', { __range: '1h' }), 'x[1h]')
})

test('the variables of a query are those that the reader chooses', () => {
  const query = 'rate(x{a="$cluster",b=~"$group"}[$__rate_interval]) / y{a="$cluster"}'
  assert.deepEqual(variablesIn(query), ['cluster', 'group'])
})
