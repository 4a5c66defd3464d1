import { listOffsetsV7 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import type { Cluster } from './cluster.ts'
import { type Collected, collectEach } from './collected.ts'
import { leadersOf, type PartitionsOfTopic } from './leaders.ts'

/** The oldest offset that is kept, the high watermark, and the last stable offset. */
export interface OffsetRange {
  readonly start: number
  readonly end: number
  /** Where read_committed consumers have to stop; absent when it could not be read. */
  readonly stable?: number
}

/** Offsets by topic, then by partition; a partition that did not answer is absent. */
export type PartitionOffsets = ReadonlyMap<string, ReadonlyMap<number, OffsetRange>>

const earliest = -2n
const latest = -1n
const readUncommitted = 0
const readCommitted = 1

/** Reads the offsets of every partition: three requests to each leader, whatever their number. */
export async function collectPartitionOffsets(
  brokers: Brokers,
  cluster: Cluster,
): Promise<Collected<PartitionOffsets>> {
  const failures: unknown[] = []
  const offsets = new Map<string, Map<number, OffsetRange>>()
  const collected = await collectEach(leadersOf(cluster), async ({ address, topics }) => {
    const list = (wanted: Wanted) => listOffsets(brokers, address, { topics, ...wanted }, failures)
    const starts = await list({ timestamp: earliest, isolation: readUncommitted })
    const ends = await list({ timestamp: latest, isolation: readUncommitted })
    // Last, so that records that arrive in between do not look as if a transaction held them.
    const stable = await list({ timestamp: latest, isolation: readCommitted })
    merge(offsets, starts, ends, stable)
  })
  return { value: offsets, failures: [...collected.failures, ...failures] }
}

type Answer = Map<string, Map<number, number>>

interface Wanted {
  readonly timestamp: bigint
  readonly isolation: number
}

async function listOffsets(
  brokers: Brokers,
  address: Address,
  { topics, timestamp, isolation }: Wanted & { readonly topics: PartitionsOfTopic },
  failures: unknown[],
): Promise<Answer> {
  const wanted = [...topics].map(([name, partitions]) => ({
    name,
    partitions: partitions.map(partitionIndex => ({
      partitionIndex,
      currentLeaderEpoch: -1,
      timestamp,
    })),
  }))
  const answer = await brokers.request(address, listOffsetsV7.api, -1, isolation, wanted)
  const found: Answer = new Map()
  for (const { name, partitions } of answer.topics) {
    const offsets = new Map<number, number>()
    for (const { partitionIndex, errorCode, offset } of partitions) {
      if (errorCode === 0) offsets.set(partitionIndex, Number(offset))
      else failures.push(new ItemError(`${name}-${partitionIndex}`, errorCode))
    }
    found.set(name, offsets)
  }
  return found
}

function merge(
  into: Map<string, Map<number, OffsetRange>>,
  starts: Answer,
  ends: Answer,
  stables: Answer,
): void {
  for (const [topic, endOf] of ends) {
    const known = into.get(topic) ?? new Map<number, OffsetRange>()
    into.set(topic, known)
    for (const [partition, end] of endOf) {
      const start = starts.get(topic)?.get(partition)
      const stable = stables.get(topic)?.get(partition)
      if (start === undefined) continue
      known.set(partition, stable === undefined ? { start, end } : { start, end, stable })
    }
  }
}
