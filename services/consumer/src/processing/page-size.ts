import { type ConsumerSettings, recordDelayMs } from '../settings.ts'

/**
 * The longest that a long batch goes without a commit: a consumer that crashes every few hundred
 * records still gets ahead. Also the rows of one statement.
 */
export const commitEveryRecords = 100
/** Enough records per worker that keys of different length even out. */
const recordsPerWorker = 8

/**
 * How many records are worked off before the loop looks again at settings, heartbeats and
 * commits: everything of a page is done before the next one begins.
 */
export function pageSize(settings: ConsumerSettings, partition: number): number {
  const { commit, concurrency } = settings
  if (commit === 'record') return concurrency
  if (commit === 'before-processing') return commitEveryRecords
  if (concurrency > 1) return concurrency * recordsPerWorker
  return recordDelayMs(settings, partition) > 0 ? 1 : commitEveryRecords
}
