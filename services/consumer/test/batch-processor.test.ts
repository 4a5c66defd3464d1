import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createCrasher } from '../src/crash/crasher.ts'
import { createBatchProcessor } from '../src/processing/batch-processor.ts'
import { createBlockingWork } from '../src/processing/blocking-work.ts'
import type { IncomingRecord } from '../src/processing/record.ts'
import type { ConsumerSettings } from '../src/settings.ts'
import { batchOf } from './support/batch.ts'
import { recordsOf } from './support/records.ts'
import { settingsWith } from './support/settings.ts'

type Work = (record: IncomingRecord) => Promise<void> | void

/** A processor whose worker calls `work` for each record and notes the size of each step. */
function setUp(change: Partial<ConsumerSettings>, work: Work = () => undefined) {
  const settings = settingsWith(change)
  const steps: number[] = []
  const blocking = createBlockingWork(settings)
  const processor = createBatchProcessor({
    settings,
    blocking,
    crasher: createCrasher({ settings, kill: () => assert.fail('killed') }),
    worker: {
      async one(record) {
        steps.push(1)
        await work(record)
      },
      async many(records, _, finished) {
        steps.push(records.length)
        for (const [at, record] of records.entries()) {
          await work(record)
          finished(at, 1)
        }
      },
    },
  })
  return { processor, steps, settings, blocking }
}

const keys = (count: number) => Array.from({ length: count }, (_, at) => `account-${at % 7}`)

test('without delays a batch is worked off in bulk and committed at its end', async () => {
  const { processor, steps } = setUp({})
  const { batch, seen } = batchOf(recordsOf(keys(80)))
  await processor.process(batch)
  assert.deepEqual(steps, [80])
  assert.deepEqual(seen, { committed: [80], passed: 80, finished: 80 })
})

test('a long batch is committed in between, so that a crash loop gets ahead', async () => {
  const { processor } = setUp({})
  const { batch, seen } = batchOf(recordsOf(keys(250)))
  await processor.process(batch)
  assert.deepEqual(seen.committed, [100, 200, 250])
})

test('a page has as many records as the setting says, and each is committed', async () => {
  const { processor, steps } = setUp({ pageRecords: 10 })
  const { batch, seen } = batchOf(recordsOf(keys(25)))
  await processor.process(batch)
  assert.deepEqual(steps, [10, 10, 5])
  assert.deepEqual(seen.committed, [10, 20, 25])
})

test('blocking work stops the event loop for a page at a time', async () => {
  const { processor } = setUp({ pageRecords: 10, blockingMsPerRecord: 10 })
  let turnedAt = performance.now()
  let longestMs = 0
  function turn(): void {
    const now = performance.now()
    longestMs = Math.max(longestMs, now - turnedAt)
    turnedAt = now
  }
  const timer = setInterval(turn, 5)
  await processor.process(batchOf(recordsOf(keys(20))).batch)
  clearInterval(timer)
  turn()
  assert.ok(longestMs >= 95 && longestMs < 190, `${longestMs} ms`)
})

test('in a worker thread the same work leaves the event loop free', async t => {
  const { processor, blocking } = setUp({ blockingMsPerRecord: 60, workerThread: true })
  t.after(() => blocking.stop())
  await blocking.run(1, new AbortController().signal)
  let turns = 0
  const timer = setInterval(() => (turns += 1), 5)
  const startedAt = performance.now()
  const { batch, seen } = batchOf(recordsOf(keys(10)))
  await processor.process(batch)
  clearInterval(timer)
  assert.ok(performance.now() - startedAt >= 600)
  assert.ok(turns > 30, `${turns} turns of a timer`)
  assert.deepEqual(seen.committed, [10])
})

test('commit per record commits behind each one', async () => {
  const { processor } = setUp({ commit: 'record' })
  const { batch, seen } = batchOf(recordsOf(keys(3)))
  await processor.process(batch)
  assert.deepEqual(seen.committed, [1, 2, 3])
})

test('commit before processing is ahead of the work, and not repeated after it', async () => {
  const committedWhen: number[] = []
  const { batch, seen } = batchOf(recordsOf(keys(150)))
  const { processor } = setUp({ commit: 'before-processing' }, () => {
    committedWhen.push(seen.committed.at(-1) ?? 0)
  })
  await processor.process(batch)
  assert.deepEqual(seen.committed, [100, 150])
  assert.equal(committedWhen[0], 100)
  assert.equal(committedWhen[100], 150)
})

test('a delay of the partition makes each record wait, and can be taken away live', async () => {
  const { processor, settings, steps } = setUp({ partitionDelayMs: { '0': 20 } }, ({ offset }) => {
    if (offset === '2') settings.current = { ...settings.current, partitionDelayMs: {} }
  })
  const { batch } = batchOf(recordsOf(keys(10)))
  const startedAt = performance.now()
  await processor.process(batch)
  assert.deepEqual(steps, [1, 1, 1, 7])
  assert.ok(performance.now() - startedAt >= 55)
})

test('another partition is not delayed', async () => {
  const { processor, steps } = setUp({ partitionDelayMs: { '5': 60_000 } })
  await processor.process(batchOf(recordsOf(keys(10))).batch)
  assert.deepEqual(steps, [10])
})

test('with concurrency delays overlap and the order of each key stays', async () => {
  const orderOf = new Map<string, number[]>()
  const { processor } = setUp({ concurrency: 7, processingDelayMs: 10 }, async record => {
    const key = String(record.key)
    orderOf.set(key, [...(orderOf.get(key) ?? []), Number(record.offset)])
  })
  const { batch, seen } = batchOf(recordsOf(keys(70)))
  const startedAt = performance.now()
  await processor.process(batch)
  assert.ok(performance.now() - startedAt < 500, 'in order it would take 700 ms')
  for (const offsets of orderOf.values()) {
    assert.deepEqual(
      offsets,
      offsets.toSorted((a, b) => a - b),
    )
  }
  assert.deepEqual(seen.committed, [70])
})

test('what was done in order before a failure is committed', async () => {
  const { processor } = setUp({}, ({ offset }) => {
    if (offset === '3') throw new Error('record 3')
  })
  const { batch, seen } = batchOf(recordsOf(keys(7)))
  await assert.rejects(processor.process(batch), /record 3/)
  assert.deepEqual(seen, { committed: [3], passed: 3, finished: 3 })
})

test('with concurrency a failure commits only what is done without a gap', async () => {
  const { processor } = setUp({ concurrency: 5 }, async ({ offset }) => {
    await setImmediate()
    if (offset === '2') throw new Error('record 2')
  })
  const { batch, seen } = batchOf(recordsOf(['a', 'b', 'c', 'd', 'e']))
  await assert.rejects(processor.process(batch), /record 2/)
  assert.deepEqual(seen.committed, [2])
  assert.equal(seen.passed, 2)
  assert.equal(seen.finished, 4)
})

test('a stop cuts the wait short, finishes the record in hand and commits it', async () => {
  const { processor } = setUp({ processingDelayMs: 60_000 })
  const { batch, seen, generation } = batchOf(recordsOf(keys(5)))
  const work = processor.process(batch)
  generation.endSoon()
  await work
  assert.deepEqual(seen, { committed: [1], passed: 1, finished: 1 })
})

test('a lost partition is left at the next record, and nothing is committed', async () => {
  const { batch, seen, generation } = batchOf(recordsOf(keys(5)))
  const { processor } = setUp({ processingDelayMs: 1 }, ({ offset }) => {
    if (offset === '1') generation.lose()
  })
  await processor.process(batch)
  assert.deepEqual(seen.committed, [])
  assert.equal(seen.finished, 2)
})
