import type { Cluster } from '../collectors/cluster.ts'
import type { PartitionOffsets } from '../collectors/partition-offsets.ts'
import { OffsetHistory } from './offset-history.ts'

/** The offset histories of all partitions. */
export interface HistoryStore {
  /** Adds the end offsets of a round; forgets topics that are gone or were created anew. */
  observe(cluster: Cluster, offsets: PartitionOffsets, at: number): void
  of(topic: string, partition: number): OffsetHistory | undefined
}

interface TopicHistory {
  readonly id: string
  readonly partitions: Map<number, OffsetHistory>
}

/** Makes an empty store. */
export function createHistoryStore(): HistoryStore {
  const topics = new Map<string, TopicHistory>()

  function forgetGone(cluster: Cluster): void {
    for (const [name, { id }] of topics) {
      if (cluster.topics.get(name)?.id !== id) topics.delete(name)
    }
  }

  function topicHistory(name: string, id: string): TopicHistory {
    const known = topics.get(name) ?? { id, partitions: new Map() }
    topics.set(name, known)
    return known
  }

  return {
    observe(cluster, offsets, at) {
      forgetGone(cluster)
      for (const { name, id } of cluster.topics.values()) {
        const { partitions } = topicHistory(name, id)
        for (const [partition, { end }] of offsets.get(name) ?? []) {
          const history = partitions.get(partition) ?? new OffsetHistory()
          partitions.set(partition, history)
          history.observe(end, at)
        }
      }
    },
    of: (topic, partition) => topics.get(topic)?.partitions.get(partition),
  }
}
