import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBrokerTime } from '../../src/kafka/broker-time.ts'

test('answers that each come in time use up the share of their broker, and of no other', async () => {
  let clock = 0
  const time = createBrokerTime(5000, () => clock)
  const answerAfter = (ms: number) => async () => {
    clock += ms
    return 'answer'
  }
  assert.equal(await time.wait('slow', answerAfter(3000)), 'answer')
  assert.equal(await time.wait('slow', answerAfter(2500)), 'answer')
  await assert.rejects(time.wait('slow', answerAfter(0)), /took over 5 s of this round/)
  assert.equal(await time.wait('quick', answerAfter(100)), 'answer')
})

test('questions that wait side by side count once', async () => {
  let clock = 0
  const time = createBrokerTime(5000, () => clock)
  const gate = Promise.withResolvers<void>()
  const both = [1, 2].map(() => time.wait('slow', () => gate.promise))
  clock = 3000
  gate.resolve()
  await Promise.all(both)
  assert.equal(await time.wait('slow', async () => 'answer'), 'answer')
})

test('an answer that does not come is waited for as long as the share lasts', async () => {
  const time = createBrokerTime(100)
  await assert.rejects(
    time.wait('frozen', () => new Promise(() => undefined)),
    /took over 0.1 s/,
  )
})
