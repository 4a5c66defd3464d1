import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { Logger } from '@firedrill/service-kit/logger'
import type { DeadLetters } from '../dead-letter/dead-letters.ts'
import { consumerErrors, isError, reasonOf } from '../errors.ts'
import type { Handler, Outcome } from '../handlers/handler.ts'
import type { ConsumerSettings } from '../settings.ts'
import type { IncomingRecord } from './record.ts'
import type { WorkContext } from './work-context.ts'

/** Finishes records for good: retries, then dead letters. */
export interface RecordWorker {
  /** @throws RECORD_FAILED while dead letters are off; INTERRUPTED when the signal aborts */
  one(record: IncomingRecord, context: WorkContext): Promise<void>
  /**
   * The same for several, in their order and in one step where the handler can.
   * @param finished told of each step: the place of its first record, and how many
   */
  many(
    records: readonly IncomingRecord[],
    context: WorkContext,
    finished: (at: number, records: number) => void,
  ): Promise<void>
}

export interface WorkObserver {
  /** Seconds are of all records together. */
  finished(group: string, outcomes: readonly (Outcome | 'failed')[], seconds: number): void
  failed(group: string, error: unknown): void
  deadLettered(group: string): void
}

interface WorkerParts {
  readonly handler: Handler
  readonly settings: { readonly current: ConsumerSettings }
  readonly deadLetters: DeadLetters
  readonly observe: WorkObserver
  readonly logger: Logger
}

const firstRetryMs = 100
const longestRetryMs = 1000

/** Makes the worker of one process; it is used by several partitions at a time. */
export function createRecordWorker(parts: WorkerParts): RecordWorker {
  async function tryOnce(
    records: readonly IncomingRecord[],
    context: WorkContext,
  ): Promise<{ ok: true } | { ok: false; error: unknown }> {
    const startedAt = performance.now()
    const seconds = () => (performance.now() - startedAt) / 1000
    try {
      const outcomes = await parts.handler.handle(records, context)
      parts.observe.finished(context.group, outcomes, seconds())
      return { ok: true }
    } catch (error) {
      if (isError(error, consumerErrors.interrupted)) throw error
      // Of several records it is not known which one is wrong: each counts when it is alone.
      if (records.length === 1) parts.observe.finished(context.group, ['failed'], seconds())
      return { ok: false, error }
    }
  }

  async function one(record: IncomingRecord, context: WorkContext): Promise<void> {
    for (let attempt = 1, waitMs = firstRetryMs; ; attempt++) {
      const tried = await tryOnce([record], context)
      if (tried.ok) return
      parts.observe.failed(context.group, tried.error)
      const isHopeless = isError(tried.error, consumerErrors.malformedRecord)
      if (isHopeless || attempt >= parts.settings.current.maxAttempts) {
        return giveUp(parts, record, tried.error, context)
      }
      await sleep(waitMs, undefined, { signal: context.signal }).catch(() => undefined)
      // Whoever takes over shall have all the attempts.
      if (context.signal.aborted)
        throw new OperationalError(consumerErrors.interrupted, 'between attempts')
      waitMs = Math.min(waitMs * 2, longestRetryMs)
    }
  }

  return {
    one,
    async many(records, context, finished) {
      if (records.length > 1 && (await tryOnce(records, context)).ok) {
        return finished(0, records.length)
      }
      for (const [at, record] of records.entries()) {
        await one(record, context)
        finished(at, 1)
      }
    },
  }
}

async function giveUp(
  parts: WorkerParts,
  record: IncomingRecord,
  error: unknown,
  context: WorkContext,
): Promise<void> {
  const { topic, partition, offset } = record
  const where = { topic, partition, offset, reason: reasonOf(error) }
  if (!parts.settings.current.deadLetter) {
    const detail = `${topic}/${partition} offset ${offset}: ${reasonOf(error)}`
    throw new OperationalError(consumerErrors.recordFailed, detail, { cause: error })
  }
  await parts.deadLetters.write(record, error, context)
  parts.observe.deadLettered(context.group)
  parts.logger.warn(where, 'record given up, it is now a dead letter')
}
