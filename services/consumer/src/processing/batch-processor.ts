import type { Crasher } from '../crash/crasher.ts'
import { consumerErrors, isError } from '../errors.ts'
import type { ConsumerSettings } from '../settings.ts'
import type { Batch } from './batch.ts'
import type { BlockingWork } from './blocking-work.ts'
import { pageSize } from './page-size.ts'
import { createPageWorker } from './page-worker.ts'
import { createProgress, type Progress } from './progress.ts'
import type { RecordWorker } from './record-worker.ts'

interface ProcessorParts {
  readonly settings: { readonly current: ConsumerSettings }
  readonly worker: RecordWorker
  readonly crasher: Crasher
  readonly blocking: BlockingWork
}

/** A batch on its way; `committed` counts its records as `progress` does. */
interface Run {
  readonly batch: Batch
  readonly progress: Progress
  committed: number
}

/**
 * After this time a batch ends between two pages, commits, and lets the rest be fetched again:
 * a slow partition shows its progress and holds up its neighbours of the same fetch no longer.
 */
const longestBatchMs = 5000

/** Works off batches as the settings say, page by page; each page reads the settings anew. */
export function createBatchProcessor(parts: ProcessorParts) {
  const workPage = createPageWorker(parts)

  async function workPages(run: Run): Promise<void> {
    const { batch, progress } = run
    const endAt = performance.now() + longestBatchMs
    while (progress.done < batch.size && !batch.soon.aborted) {
      const { current } = parts.settings
      const from = progress.done
      const end = Math.min(batch.size, from + pageSize(current, batch))
      if (current.commit === 'before-processing') await commit(run, end)
      await workPage(batch, batch.read(from, end), (at, records) =>
        progress.mark(from + at, records),
      )
      pass(run)
      // A consumer that crashes every few hundred records still gets ahead.
      const uncommitted = progress.done - run.committed
      if (current.commit === 'record' || uncommitted >= current.pageRecords) {
        await commit(run, progress.done)
      }
      if (performance.now() > endAt) return
    }
  }

  /** Commits the first `count` records of the batch, unless they are or may not be. */
  async function commit(run: Run, count: number): Promise<void> {
    if (count <= run.committed || run.batch.lost.aborted) return
    await run.batch.commit(count)
    run.committed = count
    parts.crasher.afterCommit(`${run.batch.topic}/${run.batch.partition}`)
  }

  return {
    /**
     * Works off a batch, or as much of it as its signals and the time allow.
     * @throws RECORD_FAILED, or the error of a commit that the coordinator refused
     */
    async process(batch: Batch): Promise<void> {
      const run = { batch, progress: createProgress(), committed: 0 }
      let failure: unknown
      try {
        await workPages(run)
      } catch (error) {
        failure = error
      }
      // A page that failed half way is passed as far as it is done without a gap.
      pass(run)
      await commit(run, run.progress.done)
      if (failure !== undefined && !isError(failure, consumerErrors.interrupted)) throw failure
    },
  }
}

export type BatchProcessor = ReturnType<typeof createBatchProcessor>

function pass({ batch, progress }: Run): void {
  if (progress.done > 0 && !batch.lost.aborted) batch.passed(progress.done)
}
