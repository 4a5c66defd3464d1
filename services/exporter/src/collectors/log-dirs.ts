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

/** Size of the volume that a log directory lies on, and what its broker may still write there. */
export interface VolumeSize {
  /** What tells it from a replica. */
  readonly topic?: undefined
  readonly broker: number
  readonly logDir: string
  readonly totalBytes: number
  readonly usableBytes: number
}

/** Reads the sizes of all replicas and of the volumes under them: one request to each broker. */
export async function collectLogDirs(
  brokers: Brokers,
  cluster: Cluster,
): Promise<Collected<(ReplicaSize | VolumeSize)[]>> {
  const failures: unknown[] = []
  const collected = await collectEach(cluster.brokers, async ([broker, address]) => {
    const answer = await brokers.request(address, describeLogDirsV4.api, null)
    if (answer.errorCode !== 0) throw new ItemError(`logs of broker ${broker}`, answer.errorCode)
    const { results } = answer
    for (const { errorCode, logDir } of results) {
      if (errorCode !== 0) failures.push(new ItemError(logDir, errorCode))
    }
    const topics = results.flatMap(result => result.topics)
    const replicas = topics
      .filter(({ name }) => cluster.topics.has(name))
      .flatMap(topic => replicaSizes(topic, broker))
    return [...replicas, ...results.flatMap(result => volumeSize(result, broker))]
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

type LogDir = describeLogDirsV4.DescribeLogDirsResponseResult

/** Nothing where the broker does not know: it then says −1. */
function volumeSize({ logDir, totalBytes, usableBytes }: LogDir, broker: number): VolumeSize[] {
  if (totalBytes < 0n || usableBytes < 0n) return []
  return [{ broker, logDir, totalBytes: Number(totalBytes), usableBytes: Number(usableBytes) }]
}
