import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSpareHandlers } from '../../src/clients/kafka/spare-handlers.ts'
import { shrinks } from '../../src/clients/kafka/thread-pool.ts'

function poolOf(size: number) {
  const done: (number | 'work')[] = []
  return {
    done,
    pool: {
      name: 'num.io.threads of broker 2',
      read: async () => ({
        now: Number(done.findLast(each => each !== 'work') ?? size),
        without: 8,
      }),
      set: async (next: number) => void done.push(next),
    },
  }
}

test('a single request handler gets others beside it for as long as the work takes', async () => {
  const { pool, done } = poolOf(1)
  await withSpareHandlers(pool, async () => void done.push('work'))
  assert.deepEqual(done, [2, 4, 'work', 2, 1])
})

test('they are taken back when the work fails', async () => {
  const { pool, done } = poolOf(2)
  await assert.rejects(
    withSpareHandlers(pool, () => Promise.reject(new Error('no'))),
    /no/,
  )
  assert.deepEqual(done, [4, 2])
})

test('a broker with handlers enough is left alone', async () => {
  const { pool, done } = poolOf(8)
  await withSpareHandlers(pool, async () => void done.push('work'))
  assert.deepEqual(done, ['work'])
})

test('whether threads go is told by the size that comes, or that without the override', async () => {
  assert.equal(await shrinks(poolOf(6).pool, 3), true)
  assert.equal(await shrinks(poolOf(6).pool, undefined), false)
  assert.equal(await shrinks(poolOf(16).pool, undefined), true)
  assert.equal(await shrinks(poolOf(3).pool, 6), false)
})
