import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createBlockingWork } from '../src/processing/blocking-work.ts'
import { settingsWith } from './support/settings.ts'

async function startServer(t: TestContext): Promise<string> {
  const server = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('pages of several partitions, one behind the other, let a request through', async t => {
  const url = await startServer(t)
  const blocking = createBlockingWork(settingsWith({ blockingMsPerRecord: 100 }))
  // The first one takes the client longer.
  await fetch(url)
  const work = new AbortController()
  let pages = 0
  async function workOff(): Promise<void> {
    while (!work.signal.aborted && pages < 20) {
      await blocking.run(5, work.signal)
      pages += 1
    }
  }
  const partitions = Promise.all([workOff(), workOff()])
  await fetch(url)
  const answeredAfter = pages
  work.abort()
  await partitions
  assert.ok(answeredAfter <= 1, `answered after ${answeredAfter} pages of 0.5 s`)
})

test('a change of settings takes effect in the middle of a page that blocks for long', async () => {
  const settings = settingsWith({ blockingMsPerRecord: 20 })
  const blocking = createBlockingWork(settings, { longestBlockMs: 60, longestRestMs: 10 })
  setTimeout(() => {
    settings.current = { ...settings.current, blockingMsPerRecord: 0 }
  }, 1)
  const startedAt = Date.now()
  await blocking.run(1000, new AbortController().signal)
  assert.ok(Date.now() - startedAt < 5000, '20 s of blocking were left')
})

test('a worker thread is left at the next record when the batch should end', async t => {
  const blocking = createBlockingWork(settingsWith({ blockingMsPerRecord: 50, workerThread: true }))
  t.after(() => blocking.stop())
  const startedAt = performance.now()
  await blocking.run(1000, AbortSignal.timeout(100))
  assert.ok(performance.now() - startedAt < 10_000, 'not 50 s')
})
