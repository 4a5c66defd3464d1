import { describeLogDirsV4 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import type { Cluster } from './cluster.ts'
import { type Collected, collectEach } from './collected.ts'

/** Size of one replica on one broker. */
export interface ReplicaSize {
  readonly topic: string
  readonly partition: number
  readonly broker: number
  readonly bytes: number
}

/** Reads the log sizes of all replicas: one request to each broker. */
export async function collectLogDirs(
  brokers: Brokers,
  cluster: Cluster,
): Promise<Collected<ReplicaSize[]>> {
  const failures: unknown[] = []
  const collected = await collectEach(cluster.brokers, async ([broker, address]) => {
    const answer = await brokers.request(address, describeLogDirsV4.api, null)
    if (answer.errorCode !== 0) throw new ItemError(`logs of broker ${broker}`, answer.errorCode)
    const { results } = answer
    for (const { errorCode, logDir } of results) {
      if (errorCode !== 0) failures.push(new ItemError(logDir, errorCode))
    }
    const topics = results.flatMap(result => result.topics)
    return topics
      .filter(({ name }) => cluster.topics.has(name))
      .flatMap(topic => replicaSizes(topic, broker))
  })
  return { value: collected.value.flat(), failures: [...collected.failures, ...failures] }
}

type TopicSizes = describeLogDirsV4.DescribeLogDirsResponseTopic

function replicaSizes({ name: topic, partitions }: TopicSizes, broker: number): ReplicaSize[] {
  // A future log is the copy made while a replica moves to another disk.
  const current = partitions.filter(({ isFutureKey }) => !isFutureKey)
  return current.map(({ partitionIndex: partition, partitionSize }) => ({
    topic,
    partition,
    broker,
    bytes: Number(partitionSize),
  }))
}
