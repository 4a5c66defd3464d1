import type { Accumulator } from './accumulator.ts'
import type { Batch } from './record.ts'
import { createWakeUp } from './wake-up.ts'

interface SenderParts {
  readonly accumulator: Accumulator
  /** Records what is about to be sent; the batches go out only after it resolves. */
  recordIntents(batches: readonly Batch[]): Promise<void>
  /** Sends one batch to the end and records the outcome; never rejects. */
  transmit(batch: Batch): Promise<void>
  /** Told after each batch that there is room again. */
  onRoom(topic: string): void
}

/** Moves batches from the accumulator through the ledger to the brokers. */
export interface Sender {
  /** Says that the accumulator or the limits have changed. */
  notify(): void
  /** Sends without lingering until nothing is buffered; the loop ends then. */
  flush(): Promise<void>
}

/** Starts the loop. `recordIntents` rejects only when the process gives up; flush() does then. */
export function startSender(parts: SenderParts): Sender {
  const { accumulator } = parts
  const wakeUp = createWakeUp()
  let flushing = false

  async function run(): Promise<void> {
    while (!flushing || accumulator.size() > 0) {
      const batches = accumulator.drain({ flush: flushing })
      if (batches.length === 0) {
        await wakeUp.wait(accumulator.msUntilReady())
        continue
      }
      await parts.recordIntents(batches)
      // Not awaited: other partitions go on while one waits for its broker.
      for (const batch of batches) void deliver(batch)
    }
  }

  async function deliver(batch: Batch): Promise<void> {
    await parts.transmit(batch)
    accumulator.release(batch)
    parts.onRoom(batch.topic)
    wakeUp.notify()
  }

  const ended = run()
  // Whoever flushes sees the failure; until then it must not end the process.
  ended.catch(() => undefined)
  return {
    notify: () => wakeUp.notify(),
    flush() {
      flushing = true
      wakeUp.notify()
      return ended
    },
  }
}
