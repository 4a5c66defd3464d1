import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { acceptAction } from '../../src/runs/actions.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { createTestService } from '../support/service.ts'
import { createStackDouble, failing, settingOf } from '../support/stack-double.ts'

const dedupe = {
  action: 'service-settings',
  params: { service: 'payment-1', set: { dedupe: false } },
}

test('what a person does is recorded as tried, and the end of the run puts it back', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  const { status, body } = await call('POST', '/actions', dedupe)
  assert.equal(status, 200)
  assert.equal(settingOf(stack, 'payment-1', 'dedupe'), false)
  const tried = body.timeline.filter(({ kind }: { kind: string }) => kind === 'action')
  assert.deepEqual(
    tried.map(({ text }: { text: string }) => text),
    ['payment-1: dedupe false'],
  )
  const config = { broker: 'kafka-1', key: 'num.io.threads', value: '4' }
  await call('POST', '/actions', { action: 'broker-config', params: config })
  const offsets = { group: 'email-service', topic: 'orders', to: 'latest' }
  await call('POST', '/actions', { action: 'offsets', params: offsets })
  await call('DELETE', `/runs/${run.id}`)
  const ended = await reach(run.id, 'RECOVERED')
  assert.equal(settingOf(stack, 'payment-1', 'dedupe'), true)
  assert.deepEqual(stack.brokers['1'], {})
  // No snapshot puts offsets back, so the act itself is undone.
  assert.deepEqual(stack.offsets['email-service'], { orders: { '0': '10' } })
  assert.deepEqual(ended.residue, [])
})

test('a right thing done by hand is not undone before the fault is', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  const start = { process: 'kafka-3', action: 'start' }
  assert.equal((await call('POST', '/actions', { action: 'process', params: start })).status, 200)
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
  assert.equal(stack.acts.filter(act => act === 'stop kafka-3').length, 1)
  assert.equal(stack.processes['kafka-3'], 'running')
})

test('without a run nothing is done, and nothing but what is offered', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const idle = await call('POST', '/actions', dedupe)
  assert.deepEqual([idle.status, idle.body.code], [409, 'RUN_NOT_ACTIVE'])
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  for (const action of ['owned-topic', 'load', 'unclean-election', 'rm']) {
    const refused = await call('POST', '/actions', { action, params: {} })
    assert.equal(refused.status, 422, action)
    assert.match(refused.body.fields[0].message, /service-settings/)
  }
  const wrong = await call('POST', '/actions', { action: 'quota', params: { clientId: 'x' } })
  assert.equal(wrong.status, 422)
  const fields = wrong.body.fields.map(({ field }: { field: string }) => field)
  assert.deepEqual(fields, ['params.key', 'params.value'])
  assert.deepEqual(stack.acts, [])
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('an action that fails is undone, and told', async t => {
  const stack = createStackDouble()
  const { call, reach, parts } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  stack.beforeChange = act => {
    if (act === 'start email') throw new Error('the daemon is busy')
  }
  const restart = { process: 'email', action: 'restart' }
  assert.equal((await call('POST', '/actions', { action: 'process', params: restart })).status, 500)
  stack.beforeChange = () => {}
  const texts = parts.store.get(run.id)?.run.timeline.map(({ text }) => text) ?? []
  assert.match(texts.join('\n'), /Tried, failed and undone: restart email \(the daemon is busy\)/)
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
  assert.equal(stack.processes.email, 'running')
})

test('an action that failed and was undone is not undone once more at the end', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  stack.beforeChange = failing(1, 'the coordinator is loading')
  const params = { group: 'email-service', topic: 'orders', to: 'latest' }
  assert.equal((await call('POST', '/actions', { action: 'offsets', params })).status, 500)
  // The group goes on from where it was.
  stack.offsets['email-service'] = { orders: { '0': '50' } }
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
  assert.deepEqual(stack.offsets['email-service'], { orders: { '0': '50' } })
})

test('an action that is asked for again with its key is done once', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const start = async () => {
    const { body } = await call('POST', '/runs', { scenario: 'noop' })
    await reach(body.id, 'ACTIVE')
    return body.id as string
  }
  const end = async (id: string) => {
    await call('DELETE', `/runs/${id}`)
    await reach(id, 'RECOVERED')
  }
  const key = { 'idempotency-key': 'once' }
  const burst = { action: 'burst', params: { topic: 'orders', records: 10 } }
  const first = await start()
  const both = await Promise.all([
    call('POST', '/actions', burst, key),
    call('POST', '/actions', burst, key),
  ])
  assert.deepEqual(
    both.map(({ status, body }) => [status, body.id]),
    [
      [200, first],
      [200, first],
    ],
  )
  const more = { ...burst, params: { ...burst.params, records: 11 } }
  const other = await call('POST', '/actions', more, key)
  assert.deepEqual([other.status, other.body.fields[0].field], [422, 'Idempotency-Key'])
  await end(first)

  // A late retry is answered when the run is over, and does not reach the next one either.
  const between = await call('POST', '/actions', burst, key)
  assert.deepEqual([between.status, between.body.id], [200, first])
  const second = await start()
  const late = await call('POST', '/actions', burst, key)
  assert.deepEqual([late.status, late.body.id], [200, first])
  assert.deepEqual(stack.acts, ['burst 10'])
  await end(second)
})

test('a key whose action has failed is used up: nobody knows how far it came', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  const burst = { action: 'burst', params: { topic: 'orders', records: 10 } }
  const key = { 'idempotency-key': 'once' }
  stack.beforeChange = failing(1, 'the connection was reset')
  assert.equal((await call('POST', '/actions', burst, key)).status, 500)
  const again = await call('POST', '/actions', burst, key)
  assert.equal(again.status, 422)
  assert.match(again.body.message, new RegExp(`Idempotency-Key has failed in ${run.id}`))
  assert.deepEqual(stack.acts, [])
  const fresh = { 'idempotency-key': 'twice' }
  assert.equal((await call('POST', '/actions', burst, fresh)).status, 200)
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('what is offered comes with the schema of its parameters', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { body } = await call('GET', '/actions')
  const quota = body.find(({ id }: { id: string }) => id === 'quota')
  assert.match(quota.what, /client id/)
  assert.ok(quota.params.properties.clientId)
  assert.ok(!body.some(({ id }: { id: string }) => id === 'unclean-election'))
})

test('every fix of the catalogue can be done by hand as well, step by step', () => {
  for (const { id, params, fixes } of scenarios) {
    for (const fix of [...fixes.right, ...fixes.wrong]) {
      const defaults = Value.Default(params, {}) as Record<string, unknown>
      for (const use of fix.acts(defaults)) {
        const request = { action: use.fault, params: use.params }
        assert.doesNotThrow(() => acceptAction(request), `${id}: ${fix.id}`)
      }
    }
  }
})
