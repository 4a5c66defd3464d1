import { createGeneration } from '../../src/group/generation.ts'
import type { Batch } from '../../src/processing/batch.ts'
import type { IncomingRecord } from '../../src/processing/record.ts'

/** A batch in memory that remembers what was committed, passed and finished. */
export function batchOf(records: readonly IncomingRecord[]) {
  const generation = createGeneration()
  const seen = { committed: [] as number[], passed: 0, finished: 0 }
  const batch: Batch = {
    group: 'test',
    topic: 'orders',
    partition: 0,
    size: records.length,
    soon: generation.soon,
    lost: generation.lost,
    read: (from, end) => records.slice(from, end),
    async commit(count) {
      seen.committed.push(count)
    },
    passed(count) {
      seen.passed = count
    },
    finished(count) {
      seen.finished += count
    },
  }
  return { batch, seen, generation }
}
