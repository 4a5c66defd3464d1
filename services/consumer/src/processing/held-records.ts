import type { Batch } from './batch.ts'
import type { IncomingRecord } from './record.ts'

interface Held {
  readonly record: IncomingRecord
  readonly batch: Batch
  /** Its place in that batch. */
  readonly at: number
}

/** The records of one partition that wait in memory. */
export interface HeldPartition {
  /** All that is left of them as one batch; undefined: nothing is. */
  next(): Batch | undefined
}

/** Parsed records in memory, by partition; those of a membership that is over are dropped. */
export interface HeldRecords {
  add(batch: Batch, from: number, end: number): void
  count(): number
  partitions(): HeldPartition[]
}

export function createHeldRecords(): HeldRecords {
  const byPartition = new Map<string, Held[]>()

  function valid(key: string): Held[] {
    const all = byPartition.get(key) ?? []
    if (all[0]?.batch.lost.aborted !== true) return all
    byPartition.delete(key)
    return []
  }

  return {
    add(batch, from, end) {
      const key = `${batch.topic}/${batch.partition}`
      const held = valid(key)
      for (const [place, record] of batch.read(from, end).entries()) {
        held.push({ record: parsed(record), batch, at: from + place })
      }
      byPartition.set(key, held)
    },
    count: () => [...byPartition.keys()].reduce((sum, key) => sum + valid(key).length, 0),
    partitions: () => [...byPartition.keys()].map(key => ({ next: () => asBatch(valid(key)) })),
  }
}

/** The held records as a batch; what it has passed is held no longer. */
function asBatch(held: Held[]): Batch | undefined {
  const last = held.at(-1)
  if (last === undefined) return undefined
  const records = held.map(({ record }) => record)
  const batches = held.map(({ batch, at }) => ({ batch, at }))
  let passed = 0
  return {
    ...last.batch,
    hasWaited: true,
    size: records.length,
    read: (from, end) => records.slice(from, end),
    async commit(count) {
      const place = batches[count - 1]
      if (place !== undefined) await place.batch.commit(place.at + 1)
    },
    // The position is ahead already: it moved on when the records were collected.
    passed(count) {
      held.splice(0, count - passed)
      passed = count
    },
  }
}

function parsed(record: IncomingRecord): IncomingRecord {
  try {
    return { ...record, parsed: JSON.parse(record.value?.toString('utf8') ?? '') }
  } catch {
    // Whoever handles it will say what is wrong with it.
    return record
  }
}
