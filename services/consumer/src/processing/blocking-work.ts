import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
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
  readonly restMs: number
}

/**
 * Makes it from live settings; the thread starts with its first work. However long the pages are,
 * the event loop rests now and then, so that a change of settings is answered and takes effect.
 */
export function createBlockingWork(
  settings: { readonly current: BlockingSettings },
  { longestBlockMs, restMs }: Limits = { longestBlockMs: 10_000, restMs: 500 },
): BlockingWork {
  let thread: Worker | undefined

  async function run(records: number, signal: AbortSignal): Promise<void> {
    const { blockingMsPerRecord: ms, workerThread } = settings.current
    if (ms === 0) return
    if (!workerThread) {
      await blockEventLoop(records, signal)
      // What waited meanwhile gets its turn: heartbeats, requests, answers of the brokers.
      return void (await setImmediate())
    }
    thread ??= new Worker(new URL('./blocking-thread.ts', import.meta.url))
    for (let record = 0; record < records && !signal.aborted; record++) {
      await blockThread(thread, ms)
    }
  }

  async function blockEventLoop(records: number, signal: AbortSignal): Promise<void> {
    let blockedMs = 0
    for (let record = 0; record < records && !signal.aborted; record++) {
      const { blockingMsPerRecord: ms } = settings.current
      if (blockedMs + ms > longestBlockMs) {
        blockedMs = 0
        await sleep(restMs)
      }
      block(settings.current.blockingMsPerRecord)
      blockedMs += ms
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
