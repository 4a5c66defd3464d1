import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { ConsumerSettings } from '../settings.ts'

type BlockingSettings = Pick<ConsumerSettings, 'blockingMsPerRecord' | 'workerThread'>

/** Work that occupies a thread, as parsing or encrypting would, without heating the machine. */
export interface BlockingWork {
  /**
   * Does the work of so many records: on the event loop at one go, or in the worker thread
   * record by record until the signal aborts.
   */
  run(records: number, signal: AbortSignal): Promise<void>
  /** Ends the thread. */
  stop(): Promise<void>
}

/** Makes it from live settings; the thread starts with its first work. */
export function createBlockingWork(settings: { readonly current: BlockingSettings }): BlockingWork {
  let thread: Worker | undefined

  async function run(records: number, signal: AbortSignal): Promise<void> {
    const { blockingMsPerRecord: ms, workerThread } = settings.current
    if (ms === 0) return
    if (!workerThread) {
      for (let record = 0; record < records; record++) block(ms)
      // What waited meanwhile gets its turn: heartbeats, requests, answers of the brokers.
      return void (await setImmediate())
    }
    thread ??= new Worker(new URL('./blocking-thread.ts', import.meta.url))
    for (let record = 0; record < records && !signal.aborted; record++) {
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
