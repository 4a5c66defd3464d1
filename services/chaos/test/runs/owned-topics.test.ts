import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createTestService } from '../support/service.ts'
import { createStackDouble, type StackDouble } from '../support/stack-double.ts'

async function startNoop(t: TestContext, stack: StackDouble, revertDeadlineSeconds = 5) {
  const service = await createTestService(t, stack, { revertDeadlineSeconds })
  const { body: run } = await service.call('POST', '/runs', { scenario: 'noop' })
  await service.reach(run.id, 'ACTIVE')
  const stop = () => service.call('DELETE', `/runs/${run.id}`)
  return { ...service, id: run.id as string, stop }
}

test('a topic of ours that outlives its fault is removed, anybody else keeps theirs', async t => {
  const stack = createStackDouble()
  const { reach, stop, id } = await startNoop(t, stack)
  stack.partitions['drill-late'] = 3
  stack.partitions.theirs = 3
  await stop()
  const ended = await reach(id, 'RECOVERED')
  assert.deepEqual(stack.partitions, { orders: 6, theirs: 3 })
  const said = ended.timeline.map(({ text }) => text)
  assert.ok(said.includes('Putting back owned-topics/drill-late'))
})

test('one that stays is residue', async t => {
  const stack = createStackDouble()
  const { reach, stop, id } = await startNoop(t, stack, 1)
  stack.partitions['drill-late'] = 3
  stack.context.kafka.topics.remove = () => Promise.reject(new Error('not the controller'))
  await stop()
  const ended = await reach(id, 'REVERT_FAILED')
  const left = { path: 'owned-topics/drill-late', before: undefined, after: 3 }
  assert.deepEqual(ended.residue, [left])
})

test('one that an earlier run left behind is no residue of the run that takes it away', async t => {
  const stack = createStackDouble()
  stack.partitions['drill-audit'] = 9
  stack.partitions['drill-other'] = 2
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'disk-fills' })
  await reach(run.id, 'ACTIVE')
  await call('DELETE', `/runs/${run.id}`)
  const ended = await reach(run.id, 'RECOVERED')
  assert.deepEqual(ended.residue, [])
  assert.deepEqual(stack.partitions, { orders: 6, 'drill-other': 2 })
})
