import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGeneration, type Generation } from '../src/group/generation.ts'
import { startHeartbeats } from '../src/group/heartbeats.ts'

const refusal = (type: string) => Object.assign(new Error(type), { type })

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise(resolve => signal.addEventListener('abort', resolve))
}

function beating(generation: Generation, heartbeat: () => Promise<void>) {
  const errors: unknown[] = []
  const onFailure = (error: unknown) => void errors.push(error)
  return { ...startHeartbeats({ heartbeat, intervalMs: 1, generation, onFailure }), errors }
}

test('a rebalance lets the batch finish what it holds, and kafkajs hears of it', async () => {
  const generation = createGeneration()
  const refused = refusal('REBALANCE_IN_PROGRESS')
  const heartbeats = beating(generation, () => Promise.reject(refused))
  await untilAborted(generation.soon)
  assert.equal(generation.lost.aborted, false)
  assert.throws(() => heartbeats.stop(), refused)
  assert.deepEqual(heartbeats.errors.slice(0, 1), [refused])
})

test('a batch of a stay that is over hands on why, though its own heartbeats work', async () => {
  const generation = createGeneration()
  const refused = refusal('NOT_COORDINATOR_FOR_GROUP')
  generation.endSoon(refused)
  const heartbeats = beating(generation, () => Promise.resolve())
  assert.throws(() => heartbeats.stop(), refused)
})

test('a member that the group forgot may commit nothing any more', async () => {
  const generation = createGeneration()
  const heartbeats = beating(generation, () => Promise.reject(refusal('UNKNOWN_MEMBER_ID')))
  await untilAborted(generation.lost)
  assert.throws(() => heartbeats.stop(), /UNKNOWN_MEMBER_ID/)
})

test('stopping on purpose is no reason to join again', () => {
  const generation = createGeneration()
  generation.endSoon()
  beating(generation, () => Promise.resolve()).stop()
  assert.ok(generation.soon.aborted)
})
