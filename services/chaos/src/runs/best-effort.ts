import { setTimeout as sleep } from 'node:timers/promises'
import type { RunParts } from './parts.ts'
import type { JournalEntry } from './record.ts'

const retryMs = 5000

/** Tells the journal if it can be told: a disk that is full must not keep a fault in place. */
export async function tryAppend(
  { store, logger }: RunParts,
  runId: string,
  ...entries: JournalEntry[]
): Promise<void> {
  try {
    await store.append(runId, ...entries)
  } catch (error) {
    logger.error({ err: error, run: runId }, 'the journal cannot be written, going on without')
  }
}

/** Tells the journal, again and again until it is written. */
export async function appendAtLast(
  { store, logger }: RunParts,
  runId: string,
  ...entries: JournalEntry[]
): Promise<void> {
  for (;;) {
    try {
      await store.append(runId, ...entries)
      return
    } catch (error) {
      logger.error({ err: error, run: runId }, 'the journal cannot be written, trying again')
    }
    await sleep(retryMs)
  }
}
