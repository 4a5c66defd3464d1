import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

test('an unknown scenario is 404 and names the known ones', async t => {
  const stack = createStackDouble()
  const { call } = await createTestService(t, stack)
  const { status, body } = await call('POST', '/runs', { scenario: 'broker-up' })
  assert.equal(status, 404)
  assert.equal(body.code, 'UNKNOWN_SCENARIO')
  assert.match(body.message, /"broker-up".*broker-down/)
  assert.deepEqual(stack.acts, [])
})

test('wrong params are 422 with each field named', async t => {
  const stack = createStackDouble()
  const { call } = await createTestService(t, stack)
  const params = { partition: 9, delayMs: 'long', extra: 1 }
  const { status, body } = await call('POST', '/runs', { scenario: 'one-slow-partition', params })
  assert.equal(status, 422)
  const fields = body.fields.map((each: { field: string }) => each.field).sort()
  assert.deepEqual(fields, ['params.delayMs', 'params.extra', 'params.partition'])
  assert.deepEqual(stack.acts, [])
})

test('wrong fields of the request itself are 422 as well', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const request = { scenario: 'noop', ttlSeconds: 999_999, dryrun: true, seed: 1 }
  const { status, body } = await call('POST', '/runs', request)
  assert.equal(status, 422)
  const fields = body.fields.map((each: { field: string }) => each.field).sort()
  assert.deepEqual(fields, ['dryrun', 'seed', 'ttlSeconds'])
})

test('a second run is 409 while the first is not over', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const first = await call('POST', '/runs', { scenario: 'broker-down' })
  assert.equal(first.status, 201)
  await reach(first.body.id, 'ACTIVE')
  const done = stack.acts.length
  const second = await call('POST', '/runs', { scenario: 'consumers-gone' })
  assert.equal(second.status, 409)
  assert.equal(second.body.code, 'CONFLICTING_RUN')
  assert.match(second.body.message, new RegExp(first.body.id))
  assert.equal(stack.acts.length, done)
  await call('DELETE', `/runs/${first.body.id}`)
  await reach(first.body.id, 'RECOVERED')
})

test('two requests at the same time start one run', async t => {
  const { call, reach } = await createTestService(t, createStackDouble())
  const request = { scenario: 'noop', ttlSeconds: 5 }
  const both = await Promise.all([call('POST', '/runs', request), call('POST', '/runs', request)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
  const { body } = both.find(({ status }) => status === 201) ?? assert.fail()
  await call('DELETE', `/runs/${body.id}`)
  await reach(body.id, 'RECOVERED')
})

test('a stack that is not healthy is 409 and says what is wrong, unless forced', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  stack.processes.email = 'stopped'
  stack.firing = ['KafkaConsumerGroupEmpty']
  const { status, body } = await call('POST', '/runs', { scenario: 'broker-down' })
  assert.equal(status, 409)
  assert.equal(body.code, 'STACK_NOT_QUIET')
  assert.match(body.message, /email is stopped.*KafkaConsumerGroupEmpty fires/)
  assert.deepEqual(stack.acts, [])
  const forced = await call('POST', '/runs', { scenario: 'noop', force: true })
  assert.equal(forced.status, 201)
  await call('DELETE', `/runs/${forced.body.id}`)
  await reach(forced.body.id, 'RECOVERED')
})

test('a body that is too large is 413, one that is not JSON 400', async t => {
  const stack = createStackDouble()
  const { call } = await createTestService(t, stack)
  const large = await call('POST', '/runs', {
    scenario: 'noop',
    params: { text: 'x'.repeat(70_000) },
  })
  assert.equal(large.status, 413)
  const broken = await call('POST', '/runs', '{"scenario":', { 'content-type': 'application/json' })
  assert.equal(broken.status, 400)
  assert.deepEqual(stack.acts, [])
})

test('a dry run answers with the plan and does nothing', async t => {
  const stack = createStackDouble()
  const { call } = await createTestService(t, stack)
  const { status, body } = await call('POST', '/runs', { scenario: 'broker-down', dryRun: true })
  assert.equal(status, 200)
  assert.deepEqual(body.faults, ['stop kafka-3'])
  assert.deepEqual(body.claims, ['process:kafka-3'])
  assert.deepEqual(body.trouble, [])
  assert.deepEqual(stack.acts, [])
  assert.deepEqual((await call('GET', '/runs')).body, [])
})

test('an idempotency key starts one run, and belongs to that request', async t => {
  const stack = createStackDouble()
  const { call, reach, folder } = await createTestService(t, stack)
  const key = { 'idempotency-key': 'once' }
  const first = await call('POST', '/runs', { scenario: 'noop' }, key)
  const again = await call('POST', '/runs', { scenario: 'noop' }, key)
  assert.deepEqual([first.status, again.status], [201, 200])
  assert.equal(again.body.id, first.body.id)
  for (const other of [{ scenario: 'broker-down' }, { ttlSeconds: 77 }, { force: true }]) {
    const { status, body } = await call('POST', '/runs', { scenario: 'noop', ...other }, key)
    assert.deepEqual(
      [status, body.fields?.[0].field],
      [422, 'Idempotency-Key'],
      JSON.stringify(other),
    )
  }
  const spelledOut = { scenario: 'noop', params: {}, ttlSeconds: first.body.ttlSeconds }
  assert.equal((await call('POST', '/runs', { ...spelledOut, force: false }, key)).status, 200)
  await call('DELETE', `/runs/${first.body.id}`)
  await reach(first.body.id, 'RECOVERED')

  const restarted = await createTestService(t, stack, { folder })
  assert.equal((await restarted.call('POST', '/runs', spelledOut, key)).status, 200)
})

test('of two requests at once with one key, the second gets the run of the first', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const key = { 'idempotency-key': 'twice' }
  const start = () => call('POST', '/runs', { scenario: 'noop' }, key)
  const answers = await Promise.all([start(), start()])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 201])
  assert.equal(answers[0].body.id, answers[1].body.id)
})

test('a key remembers over a restart that its run was forced', async t => {
  const stack = createStackDouble()
  const { call, reach, folder } = await createTestService(t, stack)
  const key = { 'idempotency-key': 'insisting' }
  const request = { scenario: 'noop', force: true }
  const { body: run } = await call('POST', '/runs', request, key)
  await reach(run.id, 'ACTIVE')
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
  const restarted = await createTestService(t, stack, { folder })
  assert.equal((await restarted.call('POST', '/runs', request, key)).status, 200)
  assert.equal((await restarted.call('POST', '/runs', { scenario: 'noop' }, key)).status, 422)
})

test('a run that does not exist is 404', async t => {
  const { call } = await createTestService(t, createStackDouble())
  for (const url of ['/runs/nobody', '/runs/nobody/timeline']) {
    assert.equal((await call('GET', url)).body.code, 'UNKNOWN_RUN', url)
  }
  assert.equal((await call('DELETE', '/runs/nobody')).status, 404)
  assert.equal((await call('POST', '/runs/nobody/fixes', { fix: 'x' })).status, 404)
})

test('halt ends the run, locks with 423 over a restart, and unlock needs a reason', async t => {
  const stack = createStackDouble()
  const { call, reach, folder } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  assert.equal((await call('POST', '/halt', { reason: 'smoke in the room' })).status, 200)
  const ended = await reach(run.id, 'RECOVERED')
  assert.match(ended.timeline.map(({ text }) => text).join(), /Halted/)
  assert.equal(stack.processes['kafka-3'], 'running')
  assert.equal((await call('POST', '/runs', { scenario: 'noop' })).status, 423)

  const restarted = await createTestService(t, stack, { folder })
  const refused = await restarted.call('POST', '/runs', { scenario: 'noop' })
  assert.equal(refused.status, 423)
  assert.match(refused.body.message, /smoke in the room/)
  assert.equal((await restarted.call('POST', '/unlock', {})).status, 422)
  assert.equal((await restarted.call('POST', '/unlock', { reason: 'aired' })).status, 200)
  const { body: status } = await restarted.call('GET', '/status')
  assert.deepEqual([status.locked, status.activeRun], [false, null])
})

test('scenarios carry their parameters as JSON Schema and hide what fixes do', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { body } = await call('GET', '/scenarios')
  const slow = body.find(({ id }: { id: string }) => id === 'one-slow-partition')
  assert.equal(slow.params.properties.partition.maximum, 5)
  assert.equal(slow.hints.length, 3)
  assert.deepEqual(Object.keys(slow.fixes.wrong[0]), ['id', 'title', 'holdSeconds', 'silences'])
  assert.equal(typeof slow.recovered, 'string')
})
