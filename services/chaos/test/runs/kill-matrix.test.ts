import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Type } from 'typebox'
import type { FaultUse } from '../../src/faults/fault.ts'
import { load } from '../../src/faults/load.ts'
import { pulse } from '../../src/faults/pulse.ts'
import { transaction } from '../../src/faults/transaction.ts'
import { uncleanElection } from '../../src/faults/unclean-election.ts'
import { defineScenario } from '../../src/scenarios/scenario.ts'
import { changingUses, stateOf } from '../support/fault-uses.ts'
import { createTestService, until } from '../support/service.ts'
import { createStackDouble, type StackDouble } from '../support/stack-double.ts'

const topic = 'drill-test'
const bounds = { seconds: 60, maxBytes: 100_000, acks: -1 as const, clientId: 'drill' }
const uses: FaultUse[] = [
  ...changingUses,
  load.with({ topic, senders: 1, recordsPerSend: 1, recordBytes: 100, ...bounds }),
  pulse.with({ broker: 'controller', frozenMs: 100, awakeMs: 50, seconds: 60 }),
  transaction.with({ transactionalId: 'drill-x', topic: 'orders', partition: 0 }),
  uncleanElection.with({ topic, behindSeconds: 1 }),
]

/** A scenario that does one thing. */
function scenarioOf(use: FaultUse) {
  return defineScenario({
    ...{ id: 'one-fault', kind: 'control', title: '', pager: '', lesson: 'None.' },
    ...{ params: Type.Object({}), ttlSeconds: 60, faults: () => [use] },
    ...{ expect: { fires: [], mayFire: [] }, hints: [], fixes: { right: [], wrong: [] } },
    evidence: null,
    recovered: null,
  })
}

/** Lets nothing be done any more from the next change on, as if the process were gone. */
function createKill(stack: StackDouble, t: TestContext) {
  const gone = Promise.withResolvers<void>()
  gone.promise.catch(() => undefined)
  // Before the service's own clean-up, which would wait for what never comes.
  t.after(() => gone.reject(new Error('the test is over')))
  return {
    atNextChange: () => {
      const reached = Promise.withResolvers<void>()
      stack.beforeChange = () => {
        reached.resolve()
        return gone.promise
      }
      return reached.promise
    },
  }
}

for (const use of uses) {
  // Without a cluster that elects, the sequence does not get beyond its first steps.
  const states = ['INJECTING', 'ACTIVE', 'REVERTING'] as const
  for (const state of use.fault === 'unclean-election' ? states.slice(0, 1) : states) {
    const title = `${use.fault} ${JSON.stringify(use.params)}`
    test(`killed in ${state}: ${title} is undone at the next start`, async t => {
      const stack = createStackDouble()
      if (use.fault === 'unclean-election') stack.partitions[topic] = 1
      const before = stateOf(stack)
      const kill = createKill(stack, t)
      const first = await createTestService(t, stack)
      ;(first.parts as { scenarios: unknown }).scenarios = [scenarioOf(use)]
      const killed = state === 'INJECTING' ? kill.atNextChange() : undefined
      const { body: run } = await first.call('POST', '/runs', { scenario: 'one-fault' })
      await killed
      if (state !== 'INJECTING') await first.reach(run.id, 'ACTIVE')
      if (state === 'REVERTING') {
        const late = kill.atNextChange()
        await first.call('POST', '/halt', { reason: 'test' })
        await late
      }

      stack.beforeChange = () => {}
      const next = await createTestService(t, stack, { folder: first.folder })
      next.manager.recover()
      const ended = await next.reach(run.id, 'RECOVERED')
      assert.deepEqual(ended.residue, [])
      assert.deepEqual(stateOf(stack), before)
      assert.match(ended.message ?? '', /The chaos service ended during/)
      await until('nothing is left undone', () => {
        const acts = next.parts.store.get(run.id)?.acts ?? []
        return acts.every(({ reverted }) => reverted) || undefined
      })
    })
  }
}
