import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createTestService, until } from '../support/service.ts'
import { createStackDouble, failing, settingOf } from '../support/stack-double.ts'

test('snapshot and undo are on disk before the first fault is applied', async t => {
  const stack = createStackDouble()
  const { call, reach, folder } = await createTestService(t, stack)
  let journal = ''
  stack.beforeChange = () => {
    const [file = ''] = readdirSync(join(folder, 'runs'))
    journal ||= readFileSync(join(folder, 'runs', file), 'utf8')
  }
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  const lines = journal.split('\n').filter(line => line !== '')
  const entries = lines.map(line => JSON.parse(line))
  assert.equal(
    entries.find(({ type }) => type === 'snapshot').snapshot.values.processes.email,
    'running',
  )
  assert.deepEqual(entries.find(({ type }) => type === 'act').act.undo, {
    process: 'kafka-3',
    before: 'running',
  })
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('the right fix makes the run FIXED and it reverts by itself', async t => {
  const stack = createStackDouble()
  stack.holds = () => stack.processes['kafka-3'] === 'running'
  const { call, reach, parts } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  const { status, body } = await call('POST', `/runs/${run.id}/fixes`, { fix: 'start-broker' })
  assert.equal(status, 200)
  assert.deepEqual([body.fixes[0].id, body.fixes[0].kind], ['start-broker', 'right'])
  const ended = await reach(run.id, 'RECOVERED')
  assert.equal(ended.recovered, true)
  const states = ended.timeline.flatMap(({ state }) => state ?? [])
  assert.deepEqual(states, ['PRECHECK', 'INJECTING', 'ACTIVE', 'FIXED', 'REVERTING', 'RECOVERED'])
  // The fix was not undone on the way out: the broker stopped once only.
  assert.equal(stack.acts.filter(act => act === 'stop kafka-3').length, 1)
  assert.equal(parts.store.get(run.id)?.reason, 'fixed')
})

test('a predicate that was true all along does not count as recovered', async t => {
  const stack = createStackDouble()
  stack.holds = () => true
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down', ttlSeconds: 12 })
  const ended = await reach(run.id, 'RECOVERED')
  assert.equal(ended.recovered, false)
  assert.ok(ended.timeline.some(({ state }) => state === 'EXPIRED'))
})

test('a run without a fix expires and everything is put back', async t => {
  const stack = createStackDouble()
  const before = structuredClone(stack.settings)
  const { call, reach } = await createTestService(t, stack)
  const request = { scenario: 'one-slow-partition', ttlSeconds: 5 }
  const { body: run } = await call('POST', '/runs', request)
  await reach(run.id, 'ACTIVE')
  assert.deepEqual(settingOf(stack, 'payment-1', 'partitionDelayMs'), { 2: 40 })
  const ended = await reach(run.id, 'RECOVERED')
  assert.equal(ended.recovered, false)
  assert.deepEqual(stack.settings, before)
})

test('whatever anybody changed meanwhile is put back too', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  stack.processes.email = 'stopped'
  stack.processes['kafka-1'] = 'paused'
  stack.settings['payment-3'] = { ...stack.settings['payment-3'], concurrency: 99 }
  stack.topics.orders = { 'min.insync.replicas': '3' }
  stack.topics.own = { 'retention.ms': '1' }
  stack.quotas['client-id=producer'] = { producer_byte_rate: 1 }
  await call('DELETE', `/runs/${run.id}`)
  const ended = await reach(run.id, 'RECOVERED')
  assert.deepEqual(new Set(Object.values(stack.processes)), new Set(['running']))
  assert.equal(settingOf(stack, 'payment-3', 'concurrency'), 1)
  assert.deepEqual(stack.topics.orders, { 'retention.ms': '600000' })
  assert.deepEqual(stack.topics.own, { 'retention.ms': '1' }, "a trainee's own topic stays")
  assert.deepEqual(stack.quotas['client-id=producer'], {})
  assert.match(ended.timeline.map(({ text }) => text).join('\n'), /Putting back .*processes\/email/)
})

test('what nothing can put back is residue at once, and the revert has failed', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack, { revertDeadlineSeconds: 600 })
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  stack.partitions.orders = 9
  await call('DELETE', `/runs/${run.id}`)
  const ended = await reach(run.id, 'REVERT_FAILED')
  assert.deepEqual(ended.residue, [{ path: 'partitions/orders', before: 6, after: 9 }])
  assert.match(ended.message ?? '', /partitions\/orders/)
})

test('a revert that fails at first is tried again', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  stack.beforeChange = failing(2, 'the daemon is busy')
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
  assert.equal(stack.processes['kafka-3'], 'running')
})

test('a fault that fails half way reverts what was done', async t => {
  const stack = createStackDouble()
  stack.beforeChange = act => {
    if (act.startsWith('patch payment-3') && act.includes('40')) throw new Error('out of reach')
  }
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'one-slow-partition' })
  const ended = await reach(run.id, 'RECOVERED')
  assert.ok(!ended.timeline.some(({ state }) => state === 'ACTIVE'))
  assert.match(ended.timeline.map(({ text }) => text).join('\n'), /Failed: out of reach/)
  assert.deepEqual(settingOf(stack, 'payment-1', 'partitionDelayMs'), {})
  assert.ok(!stack.acts.some(act => act.startsWith('burst')))
})

test('without a full snapshot nothing is injected', async t => {
  const stack = createStackDouble()
  stack.context.kafka.quotas.all = async () => {
    throw new Error('no quotas today')
  }
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  const ended = await reach(run.id, 'RECOVERED')
  assert.match(ended.message ?? '', /Nothing had been injected/)
  assert.deepEqual(stack.acts, [])
})

test('the timeline streams what was and what comes, and ends with the run', async t => {
  const stack = createStackDouble()
  const { app, call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  const stream = app.inject({ url: `/runs/${run.id}/timeline`, headers: { host: 'localhost' } })
  await call('DELETE', `/runs/${run.id}`)
  const reply = await stream
  const events = reply.payload
    .split('\n')
    .filter(line => line.startsWith('data: '))
    .map(line => JSON.parse(line.slice(6)))
  assert.equal(events[0].state, 'PRECHECK')
  assert.equal(events.at(-1).state, 'RECOVERED')
  const headers = { host: 'localhost', 'last-event-id': String(events.length - 1) }
  const again = await app.inject({ url: `/runs/${run.id}/timeline`, headers })
  assert.equal(again.statusCode, 204)
})

test('alerts of the run under way join its timeline once, others do not', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  const alert = (alertname: string, startsAt: string, status = 'firing') => ({
    ...{ status, startsAt, labels: { alertname, severity: 'critical', instance: 'kafka-3' } },
    endsAt: '0001-01-01T00:00:00Z',
  })
  const later = new Date(Date.now() + 1000).toISOString()
  const notification = {
    ...{ version: '4', groupKey: '{}', status: 'firing' },
    alerts: [
      alert('KafkaBrokerDown', later),
      alert('KafkaBrokerDown', '2020-01-01T00:00:00Z'),
      alert('Watchdog', later),
    ],
  }
  assert.deepEqual((await call('POST', '/alerts/webhook', notification)).body, { attached: 1 })
  assert.deepEqual((await call('POST', '/alerts/webhook', notification)).body, { attached: 0 })
  const resolved = { ...notification, alerts: [alert('KafkaBrokerDown', later, 'resolved')] }
  assert.deepEqual((await call('POST', '/alerts/webhook', resolved)).body, { attached: 1 })
  const { body } = await call('GET', `/runs/${run.id}`)
  const alerts = body.timeline.filter(({ kind }: { kind: string }) => kind === 'alert')
  assert.deepEqual(
    alerts.map(({ text }: { text: string }) => text),
    ['KafkaBrokerDown fires (instance kafka-3)', 'KafkaBrokerDown is resolved (instance kafka-3)'],
  )
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('what was frozen unseen is woken at the end, though nothing else differs', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(run.id, 'ACTIVE')
  assert.equal(stack.wakes, 0)
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
  assert.equal(stack.wakes, 1)
})

test('a journal that cannot be written does not keep the fault in place', async t => {
  const stack = createStackDouble()
  const { call, reach, parts } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  const append = parts.store.append
  const store = parts.store as { append: typeof append }
  store.append = () => Promise.reject(new Error('no space left on device'))
  await call('DELETE', `/runs/${run.id}`)
  await until('the broker runs', () => stack.processes['kafka-3'] === 'running' || undefined)
  store.append = append
  await reach(run.id, 'RECOVERED')
})
