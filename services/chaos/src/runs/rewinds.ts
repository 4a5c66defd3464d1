import type { FaultContext } from '../faults/fault.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { tell } from './entries.ts'
import type { JournalEntry } from './record.ts'

/**
 * Tells of groups whose committed offsets are behind those of the snapshot: what lies between is
 * consumed twice. They are not moved, since consumption goes on; without Kafka nothing is told.
 */
export async function describeRewinds(
  { kafka }: FaultContext,
  snapshot: Snapshot | undefined,
): Promise<JournalEntry[]> {
  if (snapshot === undefined) return []
  try {
    const now = await kafka.groups.offsets()
    return Object.entries(snapshot.offsets)
      .map(([group, before]) => ({ group, records: countRewound(before, now[group] ?? {}) }))
      .filter(({ records }) => records > 0n)
      .map(({ group, records }) =>
        tell('note', `The offsets of ${group} are ${records} records behind the snapshot`),
      )
  } catch {
    return []
  }
}

type Offsets = Snapshot['offsets'][string]

function countRewound(before: Offsets, now: Offsets): bigint {
  let records = 0n
  for (const [topic, partitions] of Object.entries(before)) {
    for (const [partition, offset] of Object.entries(partitions)) {
      const after = now[topic]?.[partition]
      if (after !== undefined && BigInt(after) < BigInt(offset))
        records += BigInt(offset) - BigInt(after)
    }
  }
  return records
}
