import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import type { FaultUse } from '../../src/faults/fault.ts'
import { quota } from '../../src/faults/quota.ts'
import { serviceSettings } from '../../src/faults/service-settings.ts'
import { topicConfig } from '../../src/faults/topic-config.ts'
import { applyAct } from '../../src/runs/acts.ts'
import { createRecovery } from '../../src/runs/recovery.ts'
import { consumerOutOfMemory } from '../../src/scenarios/consumer-out-of-memory.ts'
import { exactlyOnceBroken } from '../../src/scenarios/exactly-once-broken.ts'
import { messageTooLarge } from '../../src/scenarios/message-too-large.ts'
import { networkThreadsBusy } from '../../src/scenarios/network-threads-busy.ts'
import { notEnoughReplicas } from '../../src/scenarios/not-enough-replicas.ts'
import { orderingLost } from '../../src/scenarios/ordering-lost.ts'
import { overlappingSends } from '../../src/scenarios/overlapping-sends.ts'
import type { Scenario } from '../../src/scenarios/scenario.ts'
import { uncleanLeaderElection } from '../../src/scenarios/unclean-election.ts'
import { createStackDouble } from '../support/stack-double.ts'

const keyOfUnclean = 'unclean.leader.election.enable'
const bookings = 'drill-bookings'

/** Whether a run counts as recovered when somebody does this and every metric looks well. */
async function recoversBy(scenario: Scenario, ...uses: FaultUse[]): Promise<boolean> {
  const stack = createStackDouble()
  const { context } = stack
  Object.assign(stack.topicDefaults, {
    ...{ 'min.insync.replicas': '2', [keyOfUnclean]: 'false', 'max.message.bytes': '1048588' },
    ...{ 'compression.type': 'producer' },
  })
  stack.settings.producer = { acks: -1, topicOverrides: {}, keyBy: 'account_id', accounts: 1000 }
  stack.topics.audit = {}
  stack.topics[bookings] = { [keyOfUnclean]: 'true' }
  const params = Value.Default(scenario.params, {}) as Record<string, unknown>
  // What takes a cluster that elects, or records, is not needed here.
  const needsMore = ['unclean-election', 'burst']
  const faults = scenario.faults(params).filter(({ fault }) => !needsMore.includes(fault))
  for (const use of [...faults, ...uses]) {
    await applyAct(context, { id: '1', owner: 'fault', use, undo: {} })
  }
  const prometheus = {
    ...stack.prometheus,
    query: async () => [{ labels: {}, value: 1 }],
    // As many records consumed as anybody may ask for.
    range: async () => [{ labels: {}, samples: [[1, 1_000_000]] as [number, number][] }],
  }
  const { kafka, services } = context
  const recovery = createRecovery(
    scenario.recovered?.conditions(params) ?? [],
    { prometheus, kafka, services },
    {
      createdAt: 0,
      injectedAt: 0,
      settings: { 'producer/ordersPerSecond': 100, 'producer/auditPerSecond': 5 },
    },
  )
  await recovery.evaluate(0)
  return recovery.evaluate(600_000)
}

const minIsr = (value: string | null) =>
  topicConfig.with({ topic: 'orders', key: 'min.insync.replicas', value })
const largest = (value: string) =>
  topicConfig.with({ topic: 'audit', key: 'max.message.bytes', value })
const unclean = (value: string | null) =>
  topicConfig.with({ topic: bookings, key: keyOfUnclean, value })
const producer = (set: Record<string, unknown>) =>
  serviceSettings.with({ service: 'producer', set })

const payment = (set: Record<string, unknown>) =>
  serviceSettings.with({ service: 'payment-1', set })
const heap = (heapLimitMb: number) =>
  serviceSettings.with({ service: 'analytics', set: { heapLimitMb } })

const noise = (value: string | null) =>
  topicConfig.with({ topic: 'drill-telemetry', key: 'compression.type', value })
const brake = quota.with({ clientId: 'drill-telemetry', key: 'producer_byte_rate', value: 100_000 })

const cases: [expected: boolean, Scenario, FaultUse][] = [
  [false, notEnoughReplicas, minIsr('1')],
  [false, notEnoughReplicas, producer({ idempotent: false, acks: 1 })],
  [false, notEnoughReplicas, producer({ topicOverrides: { orders: { acks: 1 } } })],
  [true, notEnoughReplicas, minIsr('2')],
  [true, notEnoughReplicas, minIsr(null)],
  [false, orderingLost, producer({ accounts: 100_000 })],
  [false, orderingLost, producer({ eventsPerAccount: 1 })],
  [true, orderingLost, producer({ keyBy: 'account_id' })],
  [false, uncleanLeaderElection, unclean('true')],
  [true, uncleanLeaderElection, unclean('false')],
  [true, uncleanLeaderElection, unclean(null)],
  [false, messageTooLarge, largest('2000000')],
  [true, messageTooLarge, producer({ auditBytes: 1024 })],
  [false, consumerOutOfMemory, heap(1024)],
  [true, consumerOutOfMemory, heap(64)],
  // With dedupe and a commit after success the ledger looks well, and readers still get doubles.
  [false, exactlyOnceBroken, payment({ commit: 'batch', dedupe: true })],
  [true, exactlyOnceBroken, producer({ idempotent: true })],
  [false, overlappingSends, producer({ topicOverrides: { orders: { acks: 1 } } })],
  [false, overlappingSends, producer({ idempotent: false })],
  [true, overlappingSends, producer({ maxInFlightSends: 1 })],
  [false, networkThreadsBusy, brake],
  [true, networkThreadsBusy, noise('producer')],
  [true, networkThreadsBusy, noise(null)],
]

for (const [expected, scenario, use] of cases) {
  const verdict = expected ? 'recovers by' : 'does not recover by'
  test(`${scenario.id} ${verdict} ${JSON.stringify(use.params)}`, async () => {
    assert.equal(await recoversBy(scenario, use), expected)
  })
}

test('the broker back in place is a fix, unless acks=1 stays', async () => {
  assert.equal(await recoversBy(notEnoughReplicas), true)
  assert.equal(await recoversBy(notEnoughReplicas, producer({ acks: 1 })), false)
})
