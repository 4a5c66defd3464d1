import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../../src/errors.ts'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

test('a wrong fix is undone by DELETE, and may be applied again', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'consumers-gone' })
  await reach(run.id, 'ACTIVE')
  const fix = 'reset-to-latest'
  for (const _ of [1, 2]) {
    await call('POST', `/runs/${run.id}/fixes`, { fix })
    assert.deepEqual(stack.offsets['email-service'], { orders: { '0': '99' } })
    const { body } = await call('DELETE', `/runs/${run.id}/fixes/${fix}`)
    assert.deepEqual(stack.offsets['email-service'], { orders: { '0': '10' } })
    assert.ok(body.fixes.at(-1).undoneAt)
  }
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('a wrong fix that is still in place is undone at the end', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'consumers-gone' })
  await reach(run.id, 'ACTIVE')
  await call('POST', `/runs/${run.id}/fixes`, { fix: 'reset-to-latest' })
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
  assert.deepEqual(stack.offsets['email-service'], { orders: { '0': '10' } })
  const rewound = stack.acts.findLastIndex(act => act.startsWith('offsets'))
  assert.ok(rewound < stack.acts.lastIndexOf('start email'), 'while the group is still empty')
})

test('the undo of a fix waits for a service that is too busy to answer', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'duplicate-payments' })
  await reach(run.id, 'ACTIVE')
  const fix = 'commit-each-record'
  const commit = () => ({ ...stack.settings['payment-3'] }).commit
  await call('POST', `/runs/${run.id}/fixes`, { fix })
  assert.equal(commit(), 'record')
  const { services } = stack.context
  const { patch } = services
  const busyUntil = Date.now() + 6000
  services.patch = async (...words) => {
    if (Date.now() < busyUntil) throw new OperationalError(chaosErrors.unreachable, 'payment-3')
    return patch(...words)
  }
  const { status } = await call('DELETE', `/runs/${run.id}/fixes/${fix}`)
  assert.equal(status, 200)
  assert.notEqual(commit(), 'record')
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('a fix in place is not applied twice', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  await call('POST', `/runs/${run.id}/fixes`, { fix: 'start-broker' })
  const { status, body } = await call('POST', `/runs/${run.id}/fixes`, { fix: 'start-broker' })
  assert.deepEqual([status, body.fixes.length], [200, 1])
  assert.equal(stack.acts.filter(act => act === 'start kafka-3').length, 1)
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('an unknown fix is 422 and names the known ones', async t => {
  const { call, reach } = await createTestService(t, createStackDouble())
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  const { status, body } = await call('POST', `/runs/${run.id}/fixes`, { fix: 'pray' })
  assert.equal(status, 422)
  assert.equal(body.fields[0].field, 'fix')
  assert.match(body.fields[0].message, /start-broker, restart-consumers/)
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
  const late = await call('POST', `/runs/${run.id}/fixes`, { fix: 'start-broker' })
  assert.deepEqual([late.status, late.body.code], [409, 'RUN_NOT_ACTIVE'])
})

test('a fix that fails half way leaves nothing of itself', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'one-slow-partition' })
  await reach(run.id, 'ACTIVE')
  stack.beforeChange = act => {
    if (act === 'patch spare-2 {"groupId":"payment-service"}') throw new Error('no')
  }
  const before = structuredClone(stack.settings)
  const { status } = await call('POST', `/runs/${run.id}/fixes`, { fix: 'add-members' })
  assert.equal(status, 500)
  assert.deepEqual(stack.settings, before)
  assert.deepEqual((await call('GET', `/runs/${run.id}`)).body.fixes, [])
})
