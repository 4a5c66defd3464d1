import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerWithin } from '../../src/runs/limit.ts'

const never = () => new Promise<never>(() => {})
const soon = () => Date.now() + 60_000

test('an answer in time is the answer, an error the error', async () => {
  const { signal } = new AbortController()
  assert.equal(await answerWithin({ endsAt: soon(), signal }, async () => 7), 7)
  const failing = async () => Promise.reject(new Error('no'))
  await assert.rejects(answerWithin({ endsAt: soon(), signal }, failing), /^Error: no$/)
})

test('a question without an answer is left alone when its time is over', async () => {
  const { signal } = new AbortController()
  const waiting = answerWithin({ endsAt: Date.now() + 20, signal }, never)
  await assert.rejects(waiting, /no answer within \d+ ms/)
  await assert.rejects(answerWithin({ endsAt: Date.now() - 20, signal }, never), /within 0 ms/)
})

test('a question that throws before it asks ends nothing but itself', async () => {
  const { signal } = new AbortController()
  const broken = (): Promise<never> => {
    throw new Error('no address')
  }
  await assert.rejects(answerWithin({ endsAt: soon(), signal }, broken), /no address/)
})

test('whoever aborts ends the wait; nothing is asked after that', async () => {
  const ending = new AbortController()
  const { signal } = ending
  const waiting = answerWithin({ endsAt: soon(), signal }, never)
  ending.abort()
  await assert.rejects(waiting, { name: 'AbortError' })
  let asked = false
  const ask = async () => {
    asked = true
  }
  await assert.rejects(answerWithin({ endsAt: soon(), signal }, ask), { name: 'AbortError' })
  assert.equal(asked, false)
})

test('the error of a question that was left alone troubles nobody', async t => {
  const unhandled = t.mock.fn()
  process.once('unhandledRejection', unhandled)
  t.after(() => process.removeListener('unhandledRejection', unhandled))
  const { promise, reject } = Promise.withResolvers<never>()
  const { signal } = new AbortController()
  await assert.rejects(answerWithin({ endsAt: Date.now(), signal }, () => promise))
  reject(new Error('late'))
  await new Promise(resolve => setImmediate(resolve))
  assert.equal(unhandled.mock.callCount(), 0)
})
