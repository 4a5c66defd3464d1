import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { diskFills } from '../../src/scenarios/disk-fills.ts'
import { createTestService, until } from '../support/service.ts'
import { createStackDouble, type StackDouble } from '../support/stack-double.ts'

/** Starts a run whose looks get no answer once it is active, and waits for such a look. */
async function startHanging(t: TestContext, hang: (stack: StackDouble) => () => number, ttl = 600) {
  const stack = createStackDouble()
  const service = await createTestService(t, stack)
  const request = { scenario: 'broker-down', ttlSeconds: ttl }
  const { body: run } = await service.call('POST', '/runs', request)
  await service.reach(run.id, 'ACTIVE')
  const asked = hang(stack)
  await until('somebody is asked', () => asked() > 0 || undefined)
  const reason = () => service.parts.store.get(run.id)?.reason
  return { ...service, stack, id: run.id as string, reason }
}

function silentAlerts(stack: StackDouble) {
  let asked = 0
  stack.prometheus.firingAlerts = () => {
    asked += 1
    return new Promise(() => {})
  }
  return () => asked
}

function silentConditions(stack: StackDouble) {
  let asked = 0
  stack.prometheus.query = () => {
    asked += 1
    return new Promise(() => {})
  }
  return () => asked
}

const soonSeconds = 3

for (const hang of [silentAlerts, silentConditions]) {
  test(`a halt does not wait for a look that gets no answer (${hang.name})`, async t => {
    const { call, stack, id, reason } = await startHanging(t, hang)
    const halted = Date.now()
    await call('POST', '/halt', { reason: 'test' })
    await until('the broker runs', () => stack.processes['kafka-3'] === 'running' || undefined)
    assert.ok(Date.now() - halted < soonSeconds * 1000)
    assert.equal(reason(), 'halted', id)
  })

  test(`nor does the end of the time (${hang.name})`, async t => {
    const { parts, reach, stack, id, reason } = await startHanging(t, hang, 5)
    const ended = await reach(id, 'RECOVERED')
    assert.equal(reason(), 'expired')
    assert.equal(stack.processes['kafka-3'], 'running')
    const { endsAt = '' } = parts.store.get(id)?.run ?? {}
    const over = Date.parse(ended.endedAt ?? '') - Date.parse(endsAt)
    assert.ok(over < soonSeconds * 1000, `${over} ms after its end`)
  })
}

test('an answer that comes after the end of its run changes nothing', async t => {
  const late = Promise.withResolvers<[{ labels: object; value: number }]>()
  const { call, reach, id } = await startHanging(t, stack => {
    let asked = 0
    stack.prometheus.query = () => {
      asked += 1
      return late.promise as never
    }
    return () => asked
  })
  await call('DELETE', `/runs/${id}`)
  await reach(id, 'RECOVERED')
  late.resolve([{ labels: {}, value: 1 }])
  await new Promise(resolve => setImmediate(resolve))
  const { body: run } = await call('GET', `/runs/${id}`)
  assert.deepEqual([run.state, run.recovered], ['RECOVERED', false])
})

test('a look without an answer does not keep the guard from looking again', async t => {
  const { stack, reason } = await startHanging(t, silentAlerts)
  stack.shortage = 'only 100 MB of the disk are free'
  await until('the guard has looked', () => reason(), 30)
  assert.equal(reason(), 'guarded')
})

test('a guard without an answer keeps no run from becoming active, nor from its halt', async t => {
  const stack = createStackDouble()
  const { call, reach, parts } = await createTestService(t, stack)
  ;(parts as { scenarios: unknown }).scenarios = [diskFills]
  const asked = silentConditions(stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'disk-fills' })
  await reach(run.id, 'ACTIVE')
  await until('the guard asks', () => asked() > 1 || undefined)
  await call('POST', '/halt', { reason: 'test' })
  await reach(run.id, 'RECOVERED')
})
