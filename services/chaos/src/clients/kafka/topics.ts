import {
  type Admin,
  createPartitionsV3,
  createTopicsV7,
  deleteTopicsV6,
  describeQuorumV2,
} from '@platformatic/kafka'
import { readAllTopics } from './all-topics.ts'
import { connectToAny } from './connection.ts'
import { electLeaders, type TopicPartitions } from './elect-leaders.ts'

/** One partition as the controller sees it; the first of `replicas` is the preferred leader. */
export interface PartitionState {
  readonly topic: string
  readonly partition: number
  /** -1 while there is none. */
  readonly leader: number
  readonly replicas: readonly number[]
  /** Replicas in sync. */
  readonly isr: readonly number[]
}

export interface NewTopic {
  readonly topic: string
  /** The brokers of each partition; the first is its preferred leader. */
  readonly assignments: readonly (readonly number[])[]
  readonly config: Readonly<Record<string, string>>
}

export interface TopicAdmin {
  /** Every partition of every topic, internal ones included. */
  partitions(): Promise<PartitionState[]>
  /** Gives partitions back to their preferred leader; one that is not in sync stays as it is. */
  electPreferredLeaders(partitions: readonly TopicPartitions[]): Promise<void>
  /** A topic that is made anew under its old name has another one; undefined: there is no topic. */
  idOf(topic: string): Promise<string | undefined>
  /** @throws the broker's error, e.g. for a topic that exists */
  create(topic: NewTopic): Promise<void>
  remove(topic: string): Promise<void>
  /** Adds partitions until there are so many; nothing takes one away again. */
  addPartitions(topic: string, count: number): Promise<void>
  /** The broker that leads the quorum; metadata names any broker as the controller. */
  activeController(): Promise<number>
}

const timeoutMs = 10_000
const quorumLog = [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }]

export function createTopicAdmin(admin: Admin): TopicAdmin {
  return {
    partitions: async () =>
      (await readAllTopics(admin)).flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
          topic: name ?? '',
          partition: partitionIndex,
          leader: leaderId,
          replicas: replicaNodes,
          isr: isrNodes,
        })),
      ),
    electPreferredLeaders: async partitions => {
      if (partitions.length === 0) return
      await electLeaders.async(await connectToAny(admin), partitions, timeoutMs)
    },
    idOf: async topic => (await readAllTopics(admin)).find(({ name }) => name === topic)?.topicId,
    create: async ({ topic, assignments, config }) => {
      const request = {
        name: topic,
        // Both follow from the assignments.
        ...{ numPartitions: -1, replicationFactor: -1 },
        assignments: assignments.map((brokerIds, partitionIndex) => ({
          partitionIndex,
          brokerIds: [...brokerIds],
        })),
        configs: Object.entries(config).map(([name, value]) => ({ name, value })),
      }
      const connection = await connectToAny(admin)
      await createTopicsV7.api.async(connection, [request], timeoutMs, false)
    },
    remove: async topic => {
      const connection = await connectToAny(admin)
      await deleteTopicsV6.api.async(connection, [{ name: topic }], timeoutMs)
    },
    addPartitions: async (topic, count) => {
      const connection = await connectToAny(admin)
      const request = { name: topic, count, assignments: null }
      await createPartitionsV3.api.async(connection, [request], timeoutMs, false)
    },
    activeController: async () => {
      const connection = await connectToAny(admin)
      const { topics } = await describeQuorumV2.api.async(connection, quorumLog)
      return topics[0]?.partitions[0]?.leaderId ?? -1
    },
  }
}
