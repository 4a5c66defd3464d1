import type { Address } from '../kafka/connection-options.ts'
import type { Cluster } from './cluster.ts'

/** Partitions by topic. */
export type PartitionsOfTopic = ReadonlyMap<string, readonly number[]>

/** A broker, and partitions that it leads. */
export interface Leader {
  readonly address: Address
  readonly topics: PartitionsOfTopic
}

/** Whom to ask about partitions; one without a leader is left out. */
export function leadersOf(
  cluster: Cluster,
  wanted: (topic: string, partition: number) => boolean = () => true,
): Leader[] {
  const byLeader = new Map<number, Map<string, number[]>>()
  for (const { name, partitions } of cluster.topics.values()) {
    for (const { partition, leader } of partitions) {
      if (leader < 0 || !wanted(name, partition)) continue
      const topics = byLeader.get(leader) ?? new Map<string, number[]>()
      byLeader.set(leader, topics)
      const list = topics.get(name)
      if (list === undefined) topics.set(name, [partition])
      else list.push(partition)
    }
  }
  return [...byLeader].flatMap(([node, topics]) => {
    const address = cluster.brokers.get(node)
    return address === undefined ? [] : [{ address, topics }]
  })
}
