import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wholeBounds } from '../../../../prometheus/src/lint/bucket-bounds.ts'
import { parseExpression } from '../../../../prometheus/src/lint/promql.ts'
import { someSendsWait } from '../../src/scenarios/conditions.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { holds } from '../support/promql.ts'
import { exprsOf } from '../support/recovery-exprs.ts'

for (const scenario of scenarios) {
  test(`${scenario.id}: asks for buckets as Prometheus 2 and 3 both write them`, () => {
    const exprs = [scenario.evidence?.expr ?? '', ...exprsOf(scenario)]
    assert.deepEqual(exprs.map(parseExpression).flatMap(wholeBounds), [])
  })
}

for (const [version, bound] of [
  ['Prometheus 2', '1'],
  ['Prometheus 3', '1.0'],
]) {
  test(`a send over a second is told from a quick one, as ${version} stores it`, async () => {
    const { expr } = someSendsWait('orders', 40) as { expr: string }
    const name = 'kafka_producer_send_duration_seconds'
    const sends = (quick: number) => [
      { series: `${name}_count{topic="orders"}`, values: '0+2x60' },
      { series: `${name}_bucket{topic="orders",le="${bound}"}`, values: `0+${quick}x60` },
    ]
    assert.equal(await holds(expr, sends(1), 50), true)
    assert.equal(await holds(expr, sends(2), 50), false)
  })
}
