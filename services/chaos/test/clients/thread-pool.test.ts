import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resizePool } from '../../src/clients/kafka/thread-pool.ts'

/** A pool of a broker that applies what it is told, or not. */
function poolOf(size: number, applies = true) {
  const asked: number[] = []
  return {
    asked,
    pool: {
      name: 'num.io.threads of broker 3',
      read: async () => ({ now: applies ? (asked.at(-1) ?? size) : size, without: 8 }),
      set: async (next: number) => void asked.push(next),
    },
  }
}

test('a pool gets to a size, or to what it would be without the override, step by step', async () => {
  const shrinking = poolOf(8)
  await resizePool(shrinking.pool, 1)
  assert.deepEqual(shrinking.asked, [4, 2, 1])
  const growing = poolOf(2)
  await resizePool(growing.pool, undefined)
  assert.deepEqual(growing.asked, [4, 8])
})

test('a broker that does not follow is named', async t => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'] })
  const { pool } = poolOf(8, false)
  const work = resizePool(pool, 1)
  const late = assert.rejects(work, /num\.io\.threads of broker 3 is 8 and not 4 after 10 s/)
  const ticking = setInterval(() => t.mock.timers.tick(1000), 1)
  await late
  clearInterval(ticking)
})

test('a run that is to end leaves the next step alone', async () => {
  const ending = new AbortController()
  const { pool, asked } = poolOf(8, false)
  const work = resizePool(pool, 1, ending.signal)
  ending.abort()
  await assert.rejects(work, { name: 'AbortError' })
  assert.ok(asked.length <= 1)
})
