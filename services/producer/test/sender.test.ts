import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { eventually } from '../../../packages/service-kit/test/support/eventually.ts'
import { createAccumulator } from '../src/send/accumulator.ts'
import type { Batch } from '../src/send/record.ts'
import { startSender } from '../src/send/sender.ts'
import { record } from './support/records.ts'

function setUp(lingerMs = 5) {
  const accumulator = createAccumulator(() => ({
    ...{ lingerMs, batchBytes: 1000, maxBatchRecords: 50, maxInFlightSends: 1 },
  }))
  const log: string[] = []
  const ledger = { up: Promise.resolve() }
  const brokers = { up: Promise.resolve() }
  const name = (batch: Batch) => batch.records.map(({ value }) => value).join('')
  const sender = startSender({
    accumulator,
    async recordIntents(batches) {
      await ledger.up
      log.push(`intent ${batches.map(name).join('+')}`)
    },
    async transmit(batch) {
      await brokers.up
      log.push(`sent ${name(batch)}`)
    },
    onRoom: topic => log.push(`room ${topic}`),
  })
  const add = (value: string, partition = 0) => {
    accumulator.append(record({ value, partition }))
    sender.notify()
  }
  return { accumulator, add, brokers, ledger, log, sender }
}

suite('the sender', () => {
  test('writes the intent before it sends, and makes room after it', async () => {
    const { add, log } = setUp()
    add('a')
    add('b')
    await eventually('a send', () => log.length === 3)
    assert.deepEqual(log, ['intent ab', 'sent ab', 'room orders'])
  })

  test('writes the intents of all partitions at once', async () => {
    const { add, log } = setUp()
    add('a', 0)
    add('b', 1)
    await eventually('both sends', () => log.includes('sent a') && log.includes('sent b'))
    assert.equal(log[0], 'intent a+b')
  })

  test('sends nothing while the ledger does not answer, and goes on when it does', async () => {
    const { accumulator, add, ledger, log } = setUp(0)
    const { promise, resolve } = Promise.withResolvers<void>()
    ledger.up = promise
    add('a')
    await eventually('the batch is taken', () => accumulator.msUntilReady() === undefined)
    add('b')
    assert.equal(log.length, 0)
    assert.equal(accumulator.size(), 2)
    resolve()
    await eventually('both are sent', () => accumulator.size() === 0)
    assert.deepEqual(
      log.filter(line => line.startsWith('sent')),
      ['sent a', 'sent b'],
    )
  })

  test('flushes what lingers and what is under way, then ends', async () => {
    const { accumulator, add, brokers, log, sender } = setUp(60_000)
    const { promise, resolve } = Promise.withResolvers<void>()
    brokers.up = promise
    add('a')
    const flushed = sender.flush()
    await eventually('the intent', () => log.length === 1)
    resolve()
    await flushed
    assert.equal(accumulator.size(), 0)
    assert.deepEqual(log, ['intent a', 'sent a', 'room orders'])
  })
})
