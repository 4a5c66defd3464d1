import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecovery } from '../../src/runs/recovery.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import type { Condition } from '../../src/scenarios/recovery.ts'
import { conditionsOf, paramsOf } from '../support/recovery-exprs.ts'
import { createStackDouble } from '../support/stack-double.ts'

type Samples = [time: number, value: number][]

const injected = Date.now() / 1000 - 60

/** Of a group without members for a while: its offsets end where a backlog of so many does. */
function groupThat({ backlog, skipped }: { backlog: number; skipped: number }) {
  const at = (offsets: number[]): Samples =>
    offsets.map((offset, index) => [injected - 2 + 10 * index, offset])
  return (selector: string): Samples => {
    if (selector.includes('group_members')) return at([3, 0, 0, 3, 3])
    if (selector.includes('committed')) return at([0, 0, skipped, skipped, backlog])
    return at([0, 0, 0, 0, backlog - skipped])
  }
}

async function recovers(conditions: Condition[], samplesOf: (selector: string) => Samples) {
  const { context, prometheus } = createStackDouble()
  const range = async (selector: string) => [{ labels: {}, samples: samplesOf(selector) }]
  const witnesses = { ...context, prometheus: { ...prometheus, range } }
  const beginning = { createdAt: 0, injectedAt: injected * 1000, settings: {} }
  const recovery = createRecovery(conditions, witnesses, beginning)
  await recovery.evaluate(0)
  return recovery.evaluate(60_000)
}

/** Its offsets are moved by the fault, and back by the fix: it has to read the whole topic. */
const readsAll = 'committed-at-the-end'

for (const scenario of scenarios.filter(({ id }) => id !== readsAll)) {
  const conditions = conditionsOf(scenario).filter(condition => 'group' in condition)
  if (conditions.length === 0) continue
  test(`${scenario.id}: a single record that was skipped by hand is seen`, async () => {
    const needed = conditions.map(each => (each.kind === 'consumed' ? Number(each.records) : 0))
    const { records = 0 } = paramsOf(scenario)
    const backlog = Math.max(1000, Number(records), ...needed)
    assert.equal(await recovers(conditions, groupThat({ backlog, skipped: 0 })), true)
    assert.equal(await recovers(conditions, groupThat({ backlog, skipped: 1 })), false)
  })
}
