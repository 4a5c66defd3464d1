import { type ConsumerSettings, recordDelayMs } from '../settings.ts'

/** Enough records per worker that keys of different length even out. */
const recordsPerWorker = 8

/**
 * How many records are worked off before the loop looks again at settings, heartbeats and
 * commits: everything of a page is done before the next one begins.
 */
export function pageSize(settings: ConsumerSettings, partition: number): number {
  const { commit, concurrency, pageRecords } = settings
  if (commit === 'record') return concurrency
  if (commit === 'before-processing') return pageRecords
  if (concurrency > 1) return concurrency * recordsPerWorker
  return recordDelayMs(settings, partition) > 0 ? 1 : pageRecords
}
