import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createLogger } from '@firedrill/service-kit/logger'
import { openSettings } from '@firedrill/service-kit/settings'
import { consumerSettings, needsReconnect, settingsRules } from '../src/settings.ts'
import { settingsWith } from './support/settings.ts'

const logger = createLogger({ name: 'test', level: 'silent', pretty: false })

async function open(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'fd-settings-'))
  context.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'settings.json')
  return () =>
    openSettings({
      schema: consumerSettings,
      rules: settingsRules,
      file,
      logger,
      overrides: { groupId: 'payment-service', topics: ['orders'] },
    })
}

async function wrongFields(change: object, context: TestContext): Promise<string[]> {
  const settings = await (await open(context))()
  const error = await settings.patch(change).then(
    () => undefined,
    refused => refused,
  )
  return error.fields.map(({ field }: { field: string }) => field).toSorted()
}

test('a spare idles by default: no group, no topics', () => {
  const { current } = settingsWith()
  assert.equal(current.groupId, '')
  assert.deepEqual(current.topics, [])
})

test('say of every setting what it does', () => {
  for (const [name, schema] of Object.entries(consumerSettings.properties)) {
    const { description = '' } = schema as { description?: string }
    assert.match(description, /^[A-Z].+\.$/s, name)
  }
})

test('names every wrong field at once and changes nothing', async context => {
  const change = {
    sessionTimeoutMs: 10,
    commit: 'never',
    partitionDelayMs: { '0': 5, first: 5, '2': -1 },
    crashPoint: 'sometimes',
    unheardOf: true,
  }
  assert.deepEqual(await wrongFields(change, context), [
    'commit',
    'crashPoint',
    'partitionDelayMs.2',
    'partitionDelayMs.first',
    'sessionTimeoutMs',
    'unheardOf',
  ])
})

test('refuses a heartbeat that is not below the session', async context => {
  const change = { sessionTimeoutMs: 6000, heartbeatIntervalMs: 6000 }
  assert.deepEqual(await wrongFields(change, context), ['heartbeatIntervalMs'])
})

test('refuses what kafkajs lacks, and a silent leave of a member that nobody waits for', async t => {
  const change = { groupProtocol: 'consumer', groupInstanceId: 'p-1', leaveOnStop: false }
  assert.deepEqual(await wrongFields(change, t), ['groupInstanceId', 'groupProtocol'])
  assert.deepEqual(await wrongFields({ leaveOnStop: false }, t), ['leaveOnStop'])
  const settings = await (await open(t))()
  await settings.patch({ ...change, client: 'platformatic' })
})

test('what was set is in force again after a crash', async context => {
  const reopen = await open(context)
  await (await reopen()).patch({ crashPoint: 'after-processing', crashEveryRecords: 250 })
  const { current } = await reopen()
  assert.equal(current.crashPoint, 'after-processing')
  assert.equal(current.crashEveryRecords, 250)
  assert.equal(current.groupId, 'payment-service')
})

test('only settings of the client need a new one', () => {
  const { current } = settingsWith({ topics: ['orders'] })
  assert.ok(needsReconnect({ ...current, groupId: 'another' }, current))
  assert.ok(needsReconnect({ ...current, topics: ['orders', 'audit'] }, current))
  assert.ok(!needsReconnect({ ...current, topics: ['orders'] }, current))
  assert.ok(!needsReconnect({ ...current, dedupe: false, concurrency: 8 }, current))
})
