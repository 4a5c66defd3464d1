import { listOffsetsV7 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import type { Cluster } from './cluster.ts'
import { type Collected, collectEach } from './collected.ts'

/** The oldest offset that is kept, and the high watermark. */
export interface OffsetRange {
  readonly start: number
  readonly end: number
}

/** Offsets by topic, then by partition; a partition that did not answer is absent. */
export type PartitionOffsets = ReadonlyMap<string, ReadonlyMap<number, OffsetRange>>

const earliest = -2n
const latest = -1n
const readUncommitted = 0

/** Reads start and end of every partition: two requests to each leader, whatever their number. */
export async function collectPartitionOffsets(
  brokers: Brokers,
  cluster: Cluster,
): Promise<Collected<PartitionOffsets>> {
  const failures: unknown[] = []
  const offsets = new Map<string, Map<number, OffsetRange>>()
  const leaders = [...partitionsByLeader(cluster)].flatMap(([node, topics]) => {
    const address = cluster.brokers.get(node)
    return address === undefined ? [] : [{ address, topics }]
  })
  const collected = await collectEach(leaders, async ({ address, topics }) => {
    const starts = await listOffsets(brokers, address, topics, earliest, failures)
    const ends = await listOffsets(brokers, address, topics, latest, failures)
    merge(offsets, starts, ends)
  })
  return { value: offsets, failures: [...collected.failures, ...failures] }
}

type Answer = Map<string, Map<number, number>>

async function listOffsets(
  brokers: Brokers,
  address: Address,
  topics: Map<string, number[]>,
  timestamp: bigint,
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
  const answer = await brokers.request(address, listOffsetsV7.api, -1, readUncommitted, wanted)
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

function merge(into: Map<string, Map<number, OffsetRange>>, starts: Answer, ends: Answer): void {
  for (const [topic, endOf] of ends) {
    const known = into.get(topic) ?? new Map<number, OffsetRange>()
    into.set(topic, known)
    for (const [partition, end] of endOf) {
      const start = starts.get(topic)?.get(partition)
      if (start !== undefined) known.set(partition, { start, end })
    }
  }
}

function partitionsByLeader(cluster: Cluster): Map<number, Map<string, number[]>> {
  const byLeader = new Map<number, Map<string, number[]>>()
  for (const { name, partitions } of cluster.topics.values()) {
    for (const { partition, leader } of partitions) {
      if (leader < 0) continue
      const topics = byLeader.get(leader) ?? new Map<string, number[]>()
      byLeader.set(leader, topics)
      const list = topics.get(name)
      if (list === undefined) topics.set(name, [partition])
      else list.push(partition)
    }
  }
  return byLeader
}
