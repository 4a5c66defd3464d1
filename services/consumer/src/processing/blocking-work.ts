import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { ConsumerSettings } from '../settings.ts'

type BlockingSettings = Pick<ConsumerSettings, 'blockingMsPerRecord' | 'workerThread'>

/** Work that occupies a thread, as parsing or encrypting would, without heating the machine. */
export interface BlockingWork {
  /**
   * Does the work of so many records, until the signal aborts: on the event loop in as few goes
   * as it may be blocked, or in the worker thread record by record.
   */
  run(records: number, signal: AbortSignal): Promise<void>
  /** Ends the thread. */
  stop(): Promise<void>
}

interface Limits {
  /** Longer than a session that a storm needs, shorter than a client waits for its answer. */
  readonly longestBlockMs: number
  /** Enough to receive a request, write a changed setting to the disk, and answer. */
  readonly longestRestMs: number
}

/** A tenth costs small pages little, and leaves them enough for one turn after the other. */
const restShare = 0.1

/**
 * Makes it from live settings; the thread starts with its first work. Whatever blocks the event
 * loop in this process, it rests before it is blocked again: for heartbeats, scrapes, changes of
 * settings and answers of the brokers. Pages of several partitions would leave it one turn
 * between them, and a request takes several.
 */
export function createBlockingWork(
  settings: { readonly current: BlockingSettings },
  { longestBlockMs, longestRestMs }: Limits = { longestBlockMs: 10_000, longestRestMs: 500 },
): BlockingWork {
  let thread: Worker | undefined
  let resting: Promise<void> | undefined

  async function run(records: number, signal: AbortSignal): Promise<void> {
    if (settings.current.workerThread) return runInThread(records, signal)
    for (let left = records; left > 0; ) {
      // The others that waited for the same rest may be first.
      while (resting !== undefined && !signal.aborted) await resting
      const { blockingMsPerRecord: ms } = settings.current
      if (ms === 0 || signal.aborted) return
      const step = Math.min(left, Math.max(1, Math.floor(longestBlockMs / ms)))
      block(step * ms)
      left -= step
      resting = restAfter(step * ms)
    }
  }

  async function restAfter(blockedMs: number): Promise<void> {
    await sleep(Math.min(longestRestMs, restShare * blockedMs))
    resting = undefined
  }

  async function runInThread(records: number, signal: AbortSignal): Promise<void> {
    for (let record = 0; record < records && !signal.aborted; record++) {
      const { blockingMsPerRecord: ms } = settings.current
      if (ms === 0) return
      thread ??= new Worker(new URL('./blocking-thread.ts', import.meta.url))
      await blockThread(thread, ms)
    }
  }

  return {
    run,
    async stop() {
      await thread?.terminate()
      thread = undefined
    },
  }
}

/** Stops the calling thread for a time. */
export function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

async function blockThread(thread: Worker, ms: number): Promise<void> {
  const done = new Int32Array(new SharedArrayBuffer(4))
  thread.postMessage({ ms, done })
  await Atomics.waitAsync(done, 0, 0).value
}
