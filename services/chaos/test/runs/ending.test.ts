import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../../src/errors.ts'
import { ownedTopic } from '../../src/faults/owned-topic.ts'
import { serviceSettings } from '../../src/faults/service-settings.ts'
import { applyAct, prepareAct } from '../../src/runs/acts.ts'
import { createTestService, until } from '../support/service.ts'
import { createStackDouble, settingOf } from '../support/stack-double.ts'

/** A run whose extra records never reach their topic, so that its injection goes on. */
async function startHanging(t: TestContext, ttlSeconds: number) {
  const stack = createStackDouble()
  stack.context.kafka.groups.bounds = async () => ({ '0': '0' })
  const service = await createTestService(t, stack)
  const { body: run } = await service.call('POST', '/runs', {
    scenario: 'running-but-idle',
    ttlSeconds,
  })
  await service.reach(run.id, 'INJECTING')
  await until('the wait began', () => stack.acts.some(act => act.startsWith('burst')) || undefined)
  return { ...service, stack, id: run.id as string }
}

test('a run that is not active in its time expires and is reverted', async t => {
  const { reach, parts, stack, id } = await startHanging(t, 5)
  const ended = await reach(id, 'RECOVERED')
  const states = ended.timeline.flatMap(({ state }) => state ?? [])
  assert.deepEqual(states, ['PRECHECK', 'INJECTING', 'EXPIRED', 'REVERTING', 'RECOVERED'])
  assert.equal(parts.store.get(id)?.reason, 'expired')
  assert.equal(settingOf(stack, 'producer', 'invoiceIntervalSeconds'), undefined)
})

test('a machine that runs short ends a run whose faults are still being injected', async t => {
  const { reach, parts, stack, id } = await startHanging(t, 600)
  stack.shortage = 'only 100 MB of the disk are free'
  const ended = await reach(id, 'RECOVERED')
  assert.equal(parts.store.get(id)?.reason, 'guarded')
  assert.ok(ended.timeline.some(({ text }) => text.includes('only 100 MB')))
  assert.ok(!ended.timeline.some(({ state }) => state === 'ACTIVE'))
})

test('whoever halts ends the wait of an injection', async t => {
  const { call, reach, id } = await startHanging(t, 600)
  await call('POST', '/halt', { reason: 'test' })
  await reach(id, 'RECOVERED')
})

test('the time of a run ends what somebody is doing in it', async t => {
  const stack = createStackDouble()
  stack.context.kafka.groups.bounds = async () => ({ '0': '0' })
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'noop', ttlSeconds: 5 })
  await reach(run.id, 'ACTIVE')
  const params = { topic: 'orders', records: 10, settle: true }
  const acting = call('POST', '/actions', { action: 'burst', params })
  const ended = await reach(run.id, 'RECOVERED')
  assert.ok(ended.timeline.some(({ state }) => state === 'EXPIRED'))
  assert.match(ended.timeline.map(({ text }) => text).join('\n'), /Tried, failed and undone/)
  assert.equal((await acting).status, 500)
})

const names = { id: '1', owner: 'fault' }

test('reading the undo ends with the run, though the service is out of reach', async () => {
  const { context } = createStackDouble()
  const ending = new AbortController()
  context.services.settings = async () => {
    ending.abort()
    throw new OperationalError(chaosErrors.unreachable, 'email')
  }
  const use = serviceSettings.with({ service: 'email', set: { dedupe: false } })
  const work = prepareAct({ ...context, signal: ending.signal }, use, names)
  await assert.rejects(work, { name: 'AbortError' })
})

test('so does the wait for a topic', async () => {
  const { context } = createStackDouble()
  const ending = new AbortController()
  context.kafka.topics.create = async () => ending.abort()
  const wanted = { topic: 'drill-test', partitions: 1, replicas: 1, config: {} }
  const act = await prepareAct(context, ownedTopic.with(wanted), names)
  await assert.rejects(applyAct({ ...context, signal: ending.signal }, act), { name: 'AbortError' })
})

test('work that does not hear the end of its run is left alone after a minute', async t => {
  const { context } = createStackDouble()
  const ending = new AbortController()
  context.services.patch = () => new Promise(() => {})
  const use = serviceSettings.with({ service: 'email', set: { dedupe: false } })
  const act = await prepareAct(context, use, names)
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const work = applyAct({ ...context, signal: ending.signal }, act)
  ending.abort()
  t.mock.timers.tick(60_000)
  await assert.rejects(work, /goes on 60 s after the run was to end/)
})
