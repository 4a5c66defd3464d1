import { type ConsumerSettings, recordDelayMs } from '../settings.ts'

/** Rows in one statement: 12,000 orders are 24 round trips. */
const bulkRecords = 500
/** What a commit before processing puts at risk at most. */
const riskedRecords = 100
/** Enough records per worker that keys of different length even out. */
const recordsPerWorker = 8

/**
 * How many records are worked off before the loop looks again at settings, heartbeats and
 * commits: everything of a page is done before the next one begins.
 */
export function pageSize(settings: ConsumerSettings, partition: number): number {
  const { commit, concurrency } = settings
  if (commit === 'record') return concurrency
  if (commit === 'before-processing') return riskedRecords
  if (concurrency > 1) return concurrency * recordsPerWorker
  return recordDelayMs(settings, partition) > 0 ? 1 : bulkRecords
}
