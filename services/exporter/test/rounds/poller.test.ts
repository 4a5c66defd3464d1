import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPoller } from '../../src/rounds/poller.ts'

test('rounds never overlap, however long they take', async () => {
  let running = 0
  let rounds = 0
  const third = Promise.withResolvers<void>()
  const poller = startPoller({
    name: 'test',
    intervalMs: () => 1,
    run: async () => {
      running++
      assert.equal(running, 1)
      await sleep(20)
      running--
      if (++rounds === 3) third.resolve()
    },
  })
  await third.promise
  await poller.stop()
  assert.equal(running, 0, 'stop waits for the round')
})

test('stopping does not wait for the interval', async () => {
  const first = Promise.withResolvers<void>()
  const poller = startPoller({
    name: 'test',
    intervalMs: () => 3_600_000,
    run: async () => first.resolve(),
  })
  await first.promise
  await poller.stop()
})
