import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Effect } from '../src/ledger/ledger.ts'
import { createRecorder } from '../src/recorder.ts'
import { makeOrders } from '../src/workload.ts'
import { countingLedger, memoryContext } from './support/memory-system.ts'

const entry = { experiment: 'test', system: 'kafka', reader: 'payment' } as const
const orders = makeOrders({ prefix: 'test', seed: 1, count: 6, accounts: 2 })
const texts = orders.map(order => ({ text: JSON.stringify(order) }))

function setUp(slow?: Parameters<typeof createRecorder>[2]) {
  const batches: (readonly Effect[])[] = []
  const { ledger } = countingLedger()
  const record = async (_entry: unknown, effects: readonly Effect[]) => void batches.push(effects)
  const context = memoryContext([], { ...ledger, record })
  return { batches, recorder: createRecorder(context, entry, slow) }
}

const positions = (batches: readonly (readonly Effect[])[]) =>
  batches.map(batch => batch.map(({ position }) => position))

test('what comes together is written together, and numbered as it was done', async () => {
  const { batches, recorder } = setUp()
  await recorder.handle(texts.slice(0, 4))
  await recorder.handle(texts.slice(4))
  assert.deepEqual(positions(batches), [
    [1, 2, 3, 4],
    [5, 6],
  ])
  await recorder.untilHandled(6)
})

test('slow work is written order by order', async () => {
  const { batches, recorder } = setUp(async () => undefined)
  await recorder.handle(texts.slice(0, 2))
  assert.deepEqual(positions(batches), [[1], [2]])
})

test('of a batch with a text that is no order nothing is written', async () => {
  const { batches, recorder } = setUp()
  await assert.rejects(recorder.handle([{ text: texts[0]?.text ?? '' }, { text: '{"a": 1}' }]))
  await assert.rejects(recorder.handle([{ text: 'not even JSON' }]))
  assert.deepEqual(batches, [])
})

test('orders that do not come are told with their number, not waited for without end', async () => {
  const { recorder } = setUp()
  await assert.rejects(recorder.untilHandled(7), /kafka: 7 orders handled by payment, within 0.2 s/)
})
