import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { Crasher } from '../crash/crasher.ts'
import { consumerErrors } from '../errors.ts'
import type { ConsumerSettings } from '../settings.ts'
import type { Batch } from './batch.ts'
import type { BlockingWork } from './blocking-work.ts'
import { runInLanes } from './lanes.ts'
import { delayOf } from './page-size.ts'
import type { IncomingRecord } from './record.ts'
import type { RecordWorker } from './record-worker.ts'
import type { WorkContext } from './work-context.ts'

interface PageParts {
  readonly settings: { readonly current: ConsumerSettings }
  readonly worker: RecordWorker
  readonly crasher: Crasher
  readonly blocking: BlockingWork
}

/** Told of finished records: the place of the first in the page, and how many. */
type Mark = (at: number, records: number) => void

/**
 * Makes the function that works off one page: in order, in as few steps as delays and crash
 * points allow; or, with concurrency, different keys at the same time.
 * @throws INTERRUPTED when the partition is lost, RECORD_FAILED
 */
export function createPageWorker({ settings, worker, crasher, blocking }: PageParts) {
  return async (batch: Batch, page: readonly IncomingRecord[], mark: Mark): Promise<void> => {
    const partition = `${batch.topic}/${batch.partition}`
    const finished: Mark = (at, records) => {
      mark(at, records)
      batch.finished(records)
      crasher.afterRecords(records, partition)
    }
    const { concurrency } = settings.current
    if (concurrency === 1) return inOrder(batch, page, finished)
    await runInLanes(page, {
      concurrency,
      laneOf: record => record.key?.toString('latin1'),
      async work(record, at) {
        await begin(batch)
        await blocking.run(1, batch.soon)
        await worker.one(record, contextOf(batch))
        finished(at, 1)
      },
    })
  }

  async function inOrder(
    batch: Batch,
    page: readonly IncomingRecord[],
    finished: Mark,
  ): Promise<void> {
    for (let at = 0; at < page.length; ) {
      const delayMs = await begin(batch)
      const step = page.slice(at, delayMs > 0 ? at + 1 : at + crasher.room())
      const first = at
      await blocking.run(step.length, batch.soon)
      refuseIfLost(batch)
      await worker.many(step, contextOf(batch), (place, records) => {
        finished(first + place, records)
      })
      at += step.length
    }
  }

  /** Waits for the slow downstream call of a record; returns the wait that was set. */
  async function begin(batch: Batch): Promise<number> {
    refuseIfLost(batch)
    crasher.beforeRecord()
    const delayMs = delayOf(settings.current, batch)
    if (delayMs === 0) return 0
    await sleep(delayMs, undefined, { signal: batch.soon }).catch(() => undefined)
    refuseIfLost(batch)
    return delayMs
  }
}

function contextOf({ group, soon }: Batch): WorkContext {
  return { group, signal: soon }
}

function refuseIfLost({ lost }: Batch): void {
  if (lost.aborted) throw new OperationalError(consumerErrors.interrupted, 'partition lost')
}
