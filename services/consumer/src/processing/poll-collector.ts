import { setTimeout as sleep } from 'node:timers/promises'
import { type ConsumerSettings, recordDelayMs } from '../settings.ts'
import type { Batch } from './batch.ts'
import type { BatchProcessor } from './batch-processor.ts'
import { createHeldRecords, type HeldPartition, type HeldRecords } from './held-records.ts'

interface CollectorParts {
  readonly settings: { readonly current: ConsumerSettings }
  readonly processor: BatchProcessor
}

/** After this time without a new record, what was collected is worked off however little it is. */
const idleMs = 5000
/** As the batch processor: the rest of a batch is fetched again after it. */
const longestBatchMs = 5000

/**
 * Works off batches as they come, or, with `pollRecords`, in polls of so many records: parsed,
 * and kept in memory until the poll is full. The wait of a record for its downstream call is
 * part of the collecting, one record after the other, as in one loop over a poll. Positions move
 * on while offsets are not committed, so a process that dies with a poll in memory begins it
 * again.
 */
export function createPollCollector({ settings, processor }: CollectorParts): BatchProcessor {
  const held = createHeldRecords()
  const waitInTurn = createTurns(settings)
  let working: Promise<void> | undefined
  let idle: NodeJS.Timeout | undefined
  let idleCheck: NodeJS.Immediate | undefined
  let collecting = 0

  async function collect(batch: Batch): Promise<void> {
    collecting += 1
    try {
      await takeAll(batch)
    } finally {
      collecting -= 1
      waitForMore()
    }
  }

  async function takeAll(batch: Batch): Promise<void> {
    const endAt = performance.now() + longestBatchMs
    for (let from = 0; from < batch.size && !batch.soon.aborted; ) {
      await working
      const { pollRecords } = settings.current
      from = await take(batch, from, { held, waitInTurn, pollRecords })
      if (held.count() >= settings.current.pollRecords) await workOffOnce()
      if (performance.now() > endAt) return
    }
  }

  function waitForMore(): void {
    waitNoLonger()
    if (held.count() === 0) return
    idle = setTimeout(() => {
      // A process that stood still finds its timer over before it sees what has come meanwhile.
      idleCheck = setImmediate(workOffIfIdle)
    }, idleMs)
    idle.unref()
  }

  function waitNoLonger(): void {
    clearTimeout(idle)
    clearImmediate(idleCheck)
  }

  function workOffIfIdle(): void {
    // What fails stays in memory and is tried again; the worker has counted the failure.
    if (collecting === 0) workOffOnce().catch(waitForMore)
  }

  /** One at a time: whoever comes meanwhile waits for the one under way. */
  async function workOffOnce(): Promise<void> {
    waitNoLonger()
    working ??= workOff(held, processor).finally(() => {
      working = undefined
    })
    await working
  }

  return {
    async process(batch) {
      if (settings.current.pollRecords > 0) return collect(batch)
      // The setting may have been taken away with records still held.
      if (held.count() > 0) await workOffOnce()
      return processor.process(batch)
    },
  }
}

interface Taking {
  readonly held: HeldRecords
  readonly waitInTurn: (batch: Batch) => Promise<boolean>
  readonly pollRecords: number
}

/** Takes what there is room for, or one record that had to wait. @returns where it ends */
async function take(
  batch: Batch,
  from: number,
  { held, waitInTurn, pollRecords }: Taking,
): Promise<number> {
  const room = Math.max(0, pollRecords - held.count())
  if (room === 0) return from
  const hadToWait = await waitInTurn(batch)
  if (batch.soon.aborted) return from
  const end = Math.min(batch.size, from + (hadToWait ? 1 : room))
  held.add(batch, from, end)
  batch.passed(end)
  return end
}

/**
 * Makes the wait for the downstream call of one record, after those of whoever came before; it
 * tells whether there was a call to wait for.
 */
function createTurns(settings: CollectorParts['settings']): (batch: Batch) => Promise<boolean> {
  let turn: Promise<void> = Promise.resolve()
  return async ({ partition, soon }) => {
    const delayMs = recordDelayMs(settings.current, partition)
    if (delayMs === 0) return false
    const mine = turn.then(() => sleep(delayMs, undefined, { signal: soon }).catch(() => undefined))
    turn = mine
    await mine
    return true
  }
}

/** Works off all that is held, partition beside partition. @throws the first failure */
async function workOff(held: HeldRecords, processor: BatchProcessor): Promise<void> {
  const work = held.partitions().map(partition => workOffPartition(partition, processor))
  const results = await Promise.allSettled(work)
  const failed = results.find(result => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

async function workOffPartition(
  partition: HeldPartition,
  processor: BatchProcessor,
): Promise<void> {
  for (let batch = partition.next(); batch !== undefined; batch = partition.next()) {
    await processor.process(batch)
    if (batch.soon.aborted) return
  }
}
