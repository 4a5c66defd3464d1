import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OperationalError } from '@firedrill/service-kit/errors'
import { createLogger } from '@firedrill/service-kit/logger'
import { consumerErrors, isError } from '../src/errors.ts'
import type { IncomingRecord } from '../src/processing/record.ts'
import { createRecordWorker } from '../src/processing/record-worker.ts'
import type { ConsumerSettings } from '../src/settings.ts'
import { recordsOf } from './support/records.ts'
import { settingsWith } from './support/settings.ts'

const logger = createLogger({ name: 'test', level: 'silent', pretty: false })
const finished = () => undefined
const context = { group: 'test', signal: new AbortController().signal }

/** A worker whose handler asks `refuse` for the error of each record. */
function setUp(
  refuse: (record: IncomingRecord) => Error | undefined,
  change: Partial<ConsumerSettings> = {},
) {
  const handled: string[][] = []
  const deadLetters: string[] = []
  const outcomes: string[] = []
  const worker = createRecordWorker({
    settings: settingsWith(change),
    logger,
    handler: {
      usesLedger: false,
      async handle(records) {
        handled.push(records.map(({ offset }) => offset))
        for (const record of records) {
          const error = refuse(record)
          if (error !== undefined) throw error
        }
        return records.map(() => 'processed')
      },
    },
    deadLetters: {
      write: async ({ offset }) => void deadLetters.push(offset),
      stop: async () => undefined,
    },
    observe: {
      finished: (_, all) => void outcomes.push(...all),
      failed: () => undefined,
      deadLettered: () => undefined,
    },
  })
  return { worker, handled, deadLetters, outcomes }
}

const poison = () => new OperationalError(consumerErrors.malformedRecord, 'poison')

test('several records are one step of the handler', async () => {
  const { worker, handled, outcomes } = setUp(() => undefined)
  await worker.many(recordsOf(['a', 'b', 'c']), context, finished)
  assert.deepEqual(handled, [['0', '1', '2']])
  assert.deepEqual(outcomes, ['processed', 'processed', 'processed'])
})

test('one bad record among many costs only itself, in their order', async () => {
  const { worker, handled, deadLetters } = setUp(({ offset }) =>
    offset === '1' ? poison() : undefined,
  )
  await worker.many(recordsOf(['a', 'b', 'c']), context, finished)
  assert.deepEqual(handled, [['0', '1', '2'], ['0'], ['1'], ['2']])
  assert.deepEqual(deadLetters, ['1'])
})

test('a malformed record is not tried again', async () => {
  const { worker, handled, deadLetters } = setUp(poison, { maxAttempts: 5 })
  await worker.many(recordsOf(['a']), context, finished)
  assert.equal(handled.length, 1)
  assert.deepEqual(deadLetters, ['0'])
})

test('a record that fails is tried as often as the settings say, then given up', async () => {
  const { worker, handled, deadLetters, outcomes } = setUp(() => new Error('no'), {
    maxAttempts: 3,
  })
  await worker.one(recordsOf(['a'])[0] as IncomingRecord, context)
  assert.equal(handled.length, 3)
  assert.deepEqual(outcomes, ['failed', 'failed', 'failed'])
  assert.deepEqual(deadLetters, ['0'])
})

test('a second try that works leaves no dead letter', async () => {
  let tries = 0
  const { worker, deadLetters } = setUp(() => (tries++ === 0 ? new Error('once') : undefined))
  await worker.one(recordsOf(['a'])[0] as IncomingRecord, context)
  assert.equal(tries, 2)
  assert.deepEqual(deadLetters, [])
})

test('without dead letters the record is refused and stays where it is', async () => {
  const { worker, deadLetters } = setUp(poison, { deadLetter: false })
  await assert.rejects(worker.many(recordsOf(['a']), context, finished), error =>
    isError(error, consumerErrors.recordFailed),
  )
  assert.deepEqual(deadLetters, [])
})

test('a stop between two attempts leaves the record to the next owner', async () => {
  const stopping = new AbortController()
  const { worker, deadLetters } = setUp(() => {
    stopping.abort()
    return new Error('busy')
  })
  const work = worker.one(recordsOf(['a'])[0] as IncomingRecord, {
    group: 'test',
    signal: stopping.signal,
  })
  await assert.rejects(work, error => isError(error, consumerErrors.interrupted))
  assert.deepEqual(deadLetters, [])
})
