import kafkajs, { type PartitionMetadata } from 'kafkajs'

/** Knows the partitions of each topic and decides where a record goes. */
export interface Partitions {
  /** Takes over what a broker said about a topic. */
  learn(topic: string, metadata: PartitionMetadata[]): void
  /** Forgets a topic: one of that name may come again with other partitions. */
  forget(topic: string): void
  /** Number of partitions; 0 while the topic is not known. */
  count(topic: string): number
  /**
   * The partition of a key as every Kafka client computes it (murmur2); round robin without key.
   * @throws Error while the topic is not known
   */
  choose(topic: string, key: string | null): number
}

/**
 * Chooses partitions once, before the first try. Left to kafkajs, a record without a key gets
 * another partition at each retry, and a send could be doubled without idempotence noticing.
 */
export function createPartitions(): Partitions {
  const known = new Map<string, PartitionMetadata[]>()
  const partitioner = kafkajs.Partitioners.DefaultPartitioner()
  return {
    learn: (topic, metadata) => void known.set(topic, metadata),
    forget: topic => void known.delete(topic),
    count: topic => known.get(topic)?.length ?? 0,
    choose(topic, key) {
      const partitionMetadata = known.get(topic)
      if (partitionMetadata === undefined) throw new Error(`no metadata of topic ${topic}`)
      return partitioner({ topic, partitionMetadata, message: { key, value: null } })
    },
  }
}
