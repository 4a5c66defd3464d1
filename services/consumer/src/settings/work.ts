import { Type } from 'typebox'
import { flag, oneOf, whole } from './types.ts'

/** Where a SIGKILL may strike, in the life of one record. */
export const crashPoints = ['before-processing', 'after-processing', 'after-commit'] as const

export type CrashPoint = (typeof crashPoints)[number]

/** What happens to a fetched record; applies from the next page of records on. */
export const workSettings = {
  pageRecords: whole(
    1,
    5000,
    100,
    'Records handed to the handler at once: between two pages the member can beat and commit.',
  ),
  pollRecords: whole(
    0,
    1_000_000,
    0,
    'Records that are parsed and kept in memory before the first of them is worked on; ' +
      '0: none is kept, they are worked off as they come.',
  ),
  commit: oneOf(
    ['batch', 'record', 'before-processing'],
    'batch',
    'When offsets are committed. Before processing, a crash loses what was not reached.',
  ),
  dedupe: flag(true, 'Book an event only once, however often it is delivered.'),
  processingDelayMs: delay('How long each record waits for a slow downstream call.', 0),
  partitionDelayMs: Type.Record(
    Type.String({ pattern: '^\\d+$' }),
    delay('How long a record of this partition waits.'),
    {
      default: {},
      additionalProperties: false,
      description: 'The same for single partitions: {"3": 200}.',
    },
  ),
  blockingMsPerRecord: whole(
    0,
    60_000,
    0,
    'Work that keeps the event loop busy for this long per record: no heartbeat goes out, ' +
      'no request is answered until a page is through.',
  ),
  workerThread: flag(false, 'Do that work in a thread of its own, so that the event loop is free.'),
  concurrency: whole(1, 500, 1, 'Keys worked on at the same time, per partition.'),
  deadLetter: flag(true, 'Put a record that cannot be processed aside; off: the partition waits.'),
  maxAttempts: whole(1, 100, 3, 'Tries before a record counts as one that cannot be processed.'),
  crashPoint: oneOf(['none', ...crashPoints], 'none', 'Where SIGKILL strikes again and again.'),
  crashEveryRecords: whole(0, 10_000_000, 0, 'At every n-th record of each life; 0: never.'),
}

function delay(description: string, fallback?: number) {
  const range = { minimum: 0, maximum: 600_000, description }
  return Type.Integer(fallback === undefined ? range : { ...range, default: fallback })
}
