import assert from 'node:assert/strict'
import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { event } from '../../src/runs/entries.ts'
import { createJournal } from '../../src/runs/journal.ts'
import { openRunStore } from '../../src/runs/store.ts'
import { createTestService, until } from '../support/service.ts'
import { createStackDouble, makeFolder } from '../support/stack-double.ts'

test('a run that was cut off is reverted at the next start, and says so', async t => {
  const stack = createStackDouble()
  const { call, reach, folder } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  // The first service is left alone: what it holds in memory is what a kill would lose.
  const next = await createTestService(t, stack, { folder })
  assert.equal((await next.call('POST', '/runs', { scenario: 'noop' })).status, 409)
  next.manager.recover()
  const ended = await next.reach(run.id, 'RECOVERED')
  assert.equal(stack.processes['kafka-3'], 'running')
  assert.match(
    ended.message ?? '',
    /^The chaos service ended during ACTIVE\. Everything was reverted/,
  )
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('a disk that is full does not keep the fault of an earlier life in place', async t => {
  const stack = createStackDouble()
  const { call, reach, folder } = await createTestService(t, stack)
  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  const next = await createTestService(t, stack, { folder })
  const { append } = next.parts.store
  const store = next.parts.store as { append: typeof append }
  store.append = () => Promise.reject(new Error('no space left on device'))
  next.manager.recover()
  await until('the broker runs', () => stack.processes['kafka-3'] === 'running' || undefined)
  store.append = append
  await next.reach(run.id, 'RECOVERED')
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})

test('half a line at the end of a journal is left out, and later lines are read', async t => {
  const folder = makeFolder()
  const journal = createJournal(folder)
  const stack = createStackDouble()
  const { call, reach, parts } = await createTestService(t, stack)
  const { body } = await call('POST', '/runs', { scenario: 'noop' })
  await reach(body.id, 'ACTIVE')
  const run = structuredClone(parts.store.get(body.id)?.run ?? assert.fail())
  await call('DELETE', `/runs/${body.id}`)
  await reach(body.id, 'RECOVERED')

  await journal.append(run.id, [{ type: 'created', run }])
  const [file = ''] = readdirSync(folder)
  appendFileSync(join(folder, file), '\n{"type":"event","event":{"at":"20')
  await journal.append(run.id, [{ type: 'event', event: event('note', 'after the kill') }])
  const store = await openRunStore(journal)
  assert.equal(store.get(run.id)?.run.timeline.at(-1)?.text, 'after the kill')
})

test('a run whose first line was cut off never began', async () => {
  const folder = makeFolder()
  appendFileSync(join(folder, 'x.jsonl'), '\n{"type":"crea')
  const store = await openRunStore(createJournal(folder))
  assert.deepEqual(store.list(), [])
  assert.deepEqual(readdirSync(folder), [])
})
