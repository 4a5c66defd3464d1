import type { Admin } from '@platformatic/kafka'
import { connectToAny } from './connection.ts'
import { electLeaders, type TopicPartitions } from './elect-leaders.ts'

/** One partition as the controller sees it; the first of `replicas` is the preferred leader. */
export interface PartitionState {
  readonly topic: string
  readonly partition: number
  readonly leader: number
  readonly replicas: readonly number[]
  readonly inSync: readonly number[]
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
      const topics = await admin.listTopics({ includeInternals: true })
      if (topics.length === 0) return []
      const metadata = await admin.metadata({ topics, forceUpdate: true })
      return [...metadata.topics].flatMap(([topic, { partitions }]) =>
        partitions.map(({ leader, replicas, isr }, partition) => ({
          topic,
          partition,
          leader,
          replicas,
          inSync: isr,
        })),
      )
    },
    electPreferredLeaders: async partitions => {
      if (partitions.length === 0) return
      await electLeaders.async(await connectToAny(admin), partitions, 10_000)
    },
  }
}
