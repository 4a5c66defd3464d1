import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Batch } from '../src/processing/batch.ts'
import { createPollCollector } from '../src/processing/poll-collector.ts'
import type { IncomingRecord } from '../src/processing/record.ts'
import type { ConsumerSettings } from '../src/settings.ts'
import { batchOf } from './support/batch.ts'
import { recordsOf } from './support/records.ts'
import { settingsWith } from './support/settings.ts'

/** A collector whose processor commits and passes all that it is given, unless told to fail. */
function setUp(pollRecords: number, change: Partial<ConsumerSettings> = {}) {
  const settings = settingsWith({ pollRecords, ...change })
  const polls: IncomingRecord[][] = []
  const batches: Batch[] = []
  const control: { fails: boolean } = { fails: false }
  const collector = createPollCollector({
    settings,
    processor: {
      async process(batch: Batch) {
        if (control.fails) throw new Error('not now')
        batches.push(batch)
        polls.push(batch.read(0, batch.size))
        await batch.commit(batch.size)
        batch.passed(batch.size)
      },
    },
  })
  return {
    collector,
    polls,
    batches,
    settings,
    control,
    sizes: () => polls.map(({ length }) => length),
  }
}

const json = (count: number) =>
  recordsOf(Array.from({ length: count }, (_, at) => `account-${at}`)).map(record => ({
    ...record,
    value: Buffer.from('{"event_id":"x"}'),
  }))

test('without polls a batch is worked off as it comes', async () => {
  const { collector, sizes } = setUp(0)
  await collector.process(batchOf(json(7)).batch)
  assert.deepEqual(sizes(), [7])
})

test('a poll waits in memory, uncommitted, until it is full', async () => {
  const { collector, sizes } = setUp(10)
  const first = batchOf(json(7))
  await collector.process(first.batch)
  assert.deepEqual(sizes(), [])
  assert.deepEqual(first.seen, { committed: [], passed: 7, finished: 0 })
  const second = batchOf(json(7))
  await collector.process({ ...second.batch, lost: first.batch.lost })
  assert.deepEqual(sizes(), [10])
  assert.deepEqual(second.seen, { committed: [3], passed: 7, finished: 0 }, 'four are held')
})

test('a batch larger than a poll is taken in polls', async () => {
  const { collector, sizes } = setUp(10)
  const { batch, seen } = batchOf(json(25))
  await collector.process(batch)
  assert.deepEqual(sizes(), [10, 10])
  assert.deepEqual(seen.committed, [10, 20])
})

test('records are parsed when they are collected, and used as they are', async () => {
  const { collector, polls } = setUp(2)
  const [good, bad] = json(2)
  await collector.process(
    batchOf([good as IncomingRecord, { ...(bad as IncomingRecord), value: Buffer.from('{') }])
      .batch,
  )
  assert.deepEqual(
    polls[0]?.map(({ parsed }) => parsed),
    [{ event_id: 'x' }, undefined],
  )
})

test('a slow downstream call slows the collecting of all partitions, and is not made twice', async () => {
  const { collector, polls, batches } = setUp(20, { processingDelayMs: 10 })
  const one = batchOf(json(10))
  const other = batchOf(json(10))
  const startedAt = performance.now()
  await Promise.all([
    collector.process(one.batch),
    collector.process({ ...other.batch, partition: 1, lost: one.batch.lost }),
  ])
  assert.ok(performance.now() - startedAt >= 195, 'twenty waits, one after the other')
  assert.equal(polls.flat().length, 20)
  assert.ok(batches.every(({ hasWaited }) => hasWaited))
})

test('what a member held that has lost its partitions is dropped', async () => {
  const { collector, sizes } = setUp(10)
  const lost = batchOf(json(9))
  await collector.process(lost.batch)
  lost.generation.lose()
  const next = batchOf(json(9))
  await collector.process(next.batch)
  assert.deepEqual(sizes(), [])
  await collector.process({ ...batchOf(json(1)).batch, lost: next.batch.lost })
  assert.deepEqual(sizes(), [10])
})

test('a poll that fails stays in memory and is tried again', async () => {
  const { collector, sizes, control } = setUp(5)
  const { batch, seen } = batchOf(json(5))
  control.fails = true
  await assert.rejects(collector.process(batch), /not now/)
  control.fails = false
  await collector.process({ ...batchOf([]).batch, lost: batch.lost })
  await collector.process({ ...batchOf(json(1)).batch, lost: batch.lost })
  assert.deepEqual(sizes(), [5])
  assert.deepEqual(seen.committed, [5])
})

test('a poll that is not full is worked off when nothing more comes', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { collector, sizes } = setUp(100)
  await collector.process(batchOf(json(3)).batch)
  t.mock.timers.tick(5000)
  await setImmediate()
  assert.deepEqual(sizes(), [3])
})

test('a poll is not worked off while a batch is being collected, however long that takes', async t => {
  const { collector, sizes, settings } = setUp(100)
  const first = batchOf(json(3))
  t.mock.timers.enable({ apis: ['setTimeout'] })
  await collector.process(first.batch)
  settings.current = { ...settings.current, processingDelayMs: 200 }
  const collected = collector.process({ ...batchOf(json(1)).batch, lost: first.batch.lost })
  t.mock.timers.tick(5500)
  await setImmediate()
  assert.deepEqual(sizes(), [])
  await collected
})

test('a poll is not worked off when records came while the process stood still', async t => {
  const { collector, sizes } = setUp(100)
  const first = batchOf(json(3))
  t.mock.timers.enable({ apis: ['setTimeout'] })
  await collector.process(first.batch)
  t.mock.timers.tick(5000)
  await collector.process({ ...batchOf(json(2)).batch, lost: first.batch.lost })
  await setImmediate()
  assert.deepEqual(sizes(), [])
  t.mock.timers.tick(5000)
  await setImmediate()
  assert.deepEqual(sizes(), [5])
})

test('taking polls away works off what is held first', async () => {
  const { collector, sizes, settings } = setUp(100)
  await collector.process(batchOf(json(3)).batch)
  settings.current = { ...settings.current, pollRecords: 0 }
  await collector.process(batchOf(json(2)).batch)
  assert.deepEqual(sizes(), [3, 2])
})
