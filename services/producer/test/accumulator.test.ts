import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { type Accumulator, createAccumulator } from '../src/send/accumulator.ts'
import { record } from './support/records.ts'

suite('the accumulator', () => {
  const limits = { lingerMs: 10, batchBytes: 100, maxBatchRecords: 50, maxInFlightSends: 1 }
  let nowMs: number
  let accumulator: Accumulator
  beforeEach(() => {
    Object.assign(limits, {
      lingerMs: 10,
      batchBytes: 100,
      maxBatchRecords: 50,
      maxInFlightSends: 1,
    })
    nowMs = 1000
    accumulator = createAccumulator(
      () => limits,
      () => nowMs,
    )
  })
  const add = (...bytes: number[]) => {
    for (const size of bytes) accumulator.append(record({ bytes: size }))
  }
  const drained = (options = {}) => accumulator.drain(options).map(({ bytes }) => bytes)

  test('holds a batch that is not full until it has lingered', () => {
    add(40)
    nowMs += 4
    add(40)
    assert.equal(accumulator.msUntilReady(), 6)
    assert.deepEqual(drained(), [])
    nowMs += 6
    assert.equal(accumulator.msUntilReady(), 0)
    assert.deepEqual(drained(), [80])
  })

  test('lets a full batch go at once, and one that the next record did not fit into', () => {
    add(60, 40)
    assert.deepEqual(drained(), [100])
    const other = createAccumulator(() => limits)
    for (const bytes of [60, 60]) other.append(record({ bytes }))
    assert.deepEqual(
      other.drain().map(({ records }) => records.length),
      [1],
    )
  })

  test('sends no more records at once than a batch may have', () => {
    limits.maxBatchRecords = 2
    for (let at = 0; at < 3; at += 1) accumulator.append(record({ bytes: 1 }))
    const other = createAccumulator(() => ({ ...limits, maxInFlightSends: 9 }))
    for (let at = 0; at < 5; at += 1) other.append(record({ bytes: 1 }))
    const sizes = (from: Accumulator) => from.drain().map(({ records }) => records.length)
    assert.deepEqual(sizes(accumulator), [2])
    assert.deepEqual(sizes(other), [2, 2], 'the fifth lingers')
  })

  test('keeps each topic to limits of its own', () => {
    const single = { lingerMs: 0, batchBytes: 100, maxBatchRecords: 1, maxInFlightSends: 9 }
    const mixed = createAccumulator(
      topic => (topic === 'audit' ? single : limits),
      () => nowMs,
    )
    for (const topic of ['orders', 'audit', 'orders', 'audit']) mixed.append(record({ topic }))
    const sizes = mixed.drain().map(({ topic, records }) => `${topic} ${records.length}`)
    assert.deepEqual(sizes, ['audit 1', 'audit 1'])
    nowMs += 10
    assert.deepEqual(
      mixed.drain().map(({ topic, records }) => `${topic} ${records.length}`),
      ['orders 2'],
    )
  })

  test('sends a record that is larger than a batch alone', () => {
    add(250)
    assert.deepEqual(drained(), [250])
  })

  test('does not linger with lingerMs 0 or when it is flushed', () => {
    add(1)
    assert.deepEqual(drained({ flush: true }), [1])
    limits.lingerMs = 0
    accumulator.append(record({ partition: 1 }))
    assert.equal(accumulator.msUntilReady(), 0)
    assert.equal(accumulator.drain().length, 1)
  })

  test('keeps the order of a partition and lets no batch overtake one under way', () => {
    for (const value of ['a', 'b', 'c']) {
      accumulator.append(record({ value, bytes: 100 }))
    }
    const sent: string[] = []
    for (;;) {
      const batches = accumulator.drain()
      if (batches.length === 0) break
      assert.equal(batches.length, 1)
      assert.deepEqual(accumulator.drain(), [], 'one send at a time')
      for (const batch of batches) {
        sent.push(...batch.records.map(({ value }) => value))
        accumulator.release(batch)
      }
    }
    assert.deepEqual(sent, ['a', 'b', 'c'])
  })

  test('waits for a release, not for time, while a partition has all its sends under way', () => {
    add(100, 100)
    accumulator.drain()
    assert.equal(accumulator.msUntilReady(), undefined)
    limits.maxInFlightSends = 2
    assert.deepEqual(drained(), [100])
  })

  test('lets other partitions go on while one waits for its broker', () => {
    add(100, 100)
    accumulator.drain()
    accumulator.append(record({ partition: 1, bytes: 100 }))
    assert.deepEqual(
      accumulator.drain().map(({ partition }) => partition),
      [1],
    )
  })

  test('counts a record as buffered until its batch is released', () => {
    add(100, 20)
    accumulator.append(record({ topic: 'audit' }))
    const [batch] = accumulator.drain()
    assert.ok(batch)
    assert.deepEqual([accumulator.buffered('orders'), accumulator.buffered('audit')], [2, 1])
    accumulator.release(batch)
    assert.deepEqual([accumulator.buffered('orders'), accumulator.size()], [1, 2])
  })
})
