import { type ConsumerSettings, recordDelayMs } from '../settings.ts'
import type { Batch } from './batch.ts'

/** Enough records per worker that keys of different length even out. */
const recordsPerWorker = 8

/**
 * How many records are worked off before the loop looks again at settings, heartbeats and
 * commits: everything of a page is done before the next one begins.
 */
export function pageSize(settings: ConsumerSettings, batch: Batch): number {
  const { commit, concurrency, pageRecords } = settings
  if (commit === 'record') return concurrency
  if (commit === 'before-processing') return pageRecords
  if (concurrency > 1) return concurrency * recordsPerWorker
  return delayOf(settings, batch) > 0 ? 1 : pageRecords
}

/** How long each record of a batch still has to wait for its downstream call, in milliseconds. */
export function delayOf(settings: ConsumerSettings, batch: Batch): number {
  return batch.hasWaited === true ? 0 : recordDelayMs(settings, batch.partition)
}
