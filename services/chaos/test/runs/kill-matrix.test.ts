import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Type } from 'typebox'
import { addPartitions } from '../../src/faults/add-partitions.ts'
import { burst } from '../../src/faults/burst.ts'
import type { FaultUse } from '../../src/faults/fault.ts'
import { fenceTransaction } from '../../src/faults/fence-transaction.ts'
import { faults } from '../../src/faults/index.ts'
import { load } from '../../src/faults/load.ts'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { pulse } from '../../src/faults/pulse.ts'
import { transaction } from '../../src/faults/transaction.ts'
import { uncleanElection } from '../../src/faults/unclean-election.ts'
import { defineScenario } from '../../src/scenarios/scenario.ts'
import { changingUses, stateOf } from '../support/fault-uses.ts'
import { createTestService, until } from '../support/service.ts'
import { createStackDouble, type StackDouble } from '../support/stack-double.ts'

const topic = 'drill-test'
const bounds = { seconds: 60, maxBytes: 100_000, acks: -1 as const, clientId: 'drill' }
const own = ownedTopic.with({ topic, partitions: 2, replicas: 1, config: {} })
const transactionalId = 'drill-x'
const open = transaction.with({ transactionalId, topic: 'orders', partition: 0 })

/** What is walked: the last use of each, after those that it needs. */
const walks: FaultUse[][] = [
  ...changingUses.map(use => [use]),
  [load.with({ topic, senders: 1, recordsPerSend: 1, recordBytes: 100, ...bounds })],
  [pulse.with({ broker: 'controller', frozenMs: 100, awakeMs: 50, seconds: 60 })],
  [open],
  [uncleanElection.with({ topic, behindSeconds: 1 })],
  // These have nothing to undo themselves: they go with what they were done to.
  [own, addPartitions.with({ topic, partitions: 4 })],
  [own, burst.with({ topic, records: 10 })],
  [open, fenceTransaction.with({ transactionalId })],
]

test('every fault is walked', () => {
  const walked = new Set(walks.map(uses => uses.at(-1)?.fault))
  assert.deepEqual(walked, new Set(faults.map(({ id }) => id)))
})

/** A scenario that does these things and nothing else. */
function scenarioOf(uses: FaultUse[]) {
  return defineScenario({
    ...{ id: 'walked', kind: 'control', title: '', pager: '', lesson: 'None.' },
    ...{ params: Type.Object({}), ttlSeconds: 60, faults: () => uses },
    ...{ expect: { fires: [], mayFire: [] }, hints: [], fixes: { right: [], wrong: [] } },
    evidence: null,
    recovered: null,
  })
}

/** Gives the stack a partition whose leader and ISR follow what is done to its two brokers. */
function letElect(stack: StackDouble): void {
  stack.partitions[topic] = 1
  const replicas = [1, 3]
  stack.context.kafka.topics.partitions = async () => {
    const isr = replicas.filter(id => stack.processes[`kafka-${id}`] === 'running')
    return [{ topic, partition: 0, leader: isr[0] ?? -1, replicas, isr }]
  }
}

/** Lets nothing be done any more from a change on, as if the process were gone. */
function createKill(stack: StackDouble, t: TestContext) {
  const gone = Promise.withResolvers<void>()
  gone.promise.catch(() => undefined)
  // Before the service's own clean-up, which would wait for what never comes.
  t.after(() => gone.reject(new Error('the test is over')))
  return {
    /** @param others changes that are let through before */
    atNextChange: (others = 0) => {
      const reached = Promise.withResolvers<void>()
      let left = others
      stack.beforeChange = () => {
        left -= 1
        if (left >= 0) return undefined
        reached.resolve()
        return gone.promise
      }
      return reached.promise
    },
  }
}

for (const uses of walks) {
  const use = uses.at(-1) ?? assert.fail()
  for (const state of ['INJECTING', 'ACTIVE', 'REVERTING'] as const) {
    const title = `${use.fault} ${JSON.stringify(use.params)}`
    test(`killed in ${state}: ${title} is undone at the next start`, async t => {
      const stack = createStackDouble()
      if (use.fault === 'unclean-election') letElect(stack)
      const before = stateOf(stack)
      const kill = createKill(stack, t)
      const first = await createTestService(t, stack)
      ;(first.parts as { scenarios: unknown }).scenarios = [scenarioOf(uses)]
      // What it needs makes one change each.
      const killed = state === 'INJECTING' ? kill.atNextChange(uses.length - 1) : undefined
      const { body: run } = await first.call('POST', '/runs', { scenario: 'walked' })
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
