import { type Admin, metadataV12 } from '@platformatic/kafka'
import { connectToAny } from './connection.ts'
import { electLeaders, type TopicPartitions } from './elect-leaders.ts'

/** One partition as the controller sees it; the first of `replicas` is the preferred leader. */
export interface PartitionState {
  readonly topic: string
  readonly partition: number
  readonly leader: number
  readonly replicas: readonly number[]
}

export interface TopicAdmin {
  /** Every partition of every topic, internal ones included. */
  partitions(): Promise<PartitionState[]>
  /** Gives partitions back to their preferred leader; one that is not in sync stays as it is. */
  electPreferredLeaders(partitions: readonly TopicPartitions[]): Promise<void>
}

export function createTopicAdmin(admin: Admin): TopicAdmin {
  return {
    partitions: async () => {
      // One request for all: the client's own cache loses topics that come and go meanwhile.
      const { topics } = await metadataV12.api.async(await connectToAny(admin), null, false, false)
      return topics.flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, leaderId, replicaNodes }) => ({
          topic: name ?? '',
          partition: partitionIndex,
          leader: leaderId,
          replicas: replicaNodes,
        })),
      )
    },
    electPreferredLeaders: async partitions => {
      if (partitions.length === 0) return
      await electLeaders.async(await connectToAny(admin), partitions, 10_000)
    },
  }
}
