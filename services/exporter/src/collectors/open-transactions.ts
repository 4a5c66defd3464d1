import { describeProducersV0 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import type { Cluster } from './cluster.ts'
import { type Collected, collectEach } from './collected.ts'
import { leadersOf } from './leaders.ts'
import type { PartitionOffsets } from './partition-offsets.ts'

/** A transaction that has written to a partition and has not ended there. */
export interface OpenTransaction {
  readonly topic: string
  readonly partition: number
  readonly producerId: bigint
  readonly producerEpoch: number
  /** Offset of its first record on the partition. */
  readonly startOffset: bigint
}

/**
 * Reads the open transactions. Only the leaders of partitions whose last stable offset lags are
 * asked: on all others there is none.
 */
export async function collectOpenTransactions(
  brokers: Brokers,
  cluster: Cluster,
  offsets: PartitionOffsets,
): Promise<Collected<OpenTransaction[]>> {
  const failures: unknown[] = []
  const leaders = leadersOf(cluster, (topic, partition) => {
    const range = offsets.get(topic)?.get(partition)
    return range?.stable !== undefined && range.stable < range.end
  })
  const collected = await collectEach(leaders, async ({ address, topics }) => {
    const wanted = [...topics].map(([name, partitions]) => ({
      name,
      partitionIndexes: [...partitions],
    }))
    const answer = await brokers.request(address, describeProducersV0.api, wanted)
    return answer.topics.flatMap(topic => openOn(topic, failures))
  })
  return { value: collected.value.flat(), failures: [...collected.failures, ...failures] }
}

type Topic = describeProducersV0.DescribeProducersResponseTopic

function openOn({ name: topic, partitions }: Topic, failures: unknown[]): OpenTransaction[] {
  return partitions.flatMap(({ partitionIndex: partition, errorCode, activeProducers }) => {
    if (errorCode !== 0) failures.push(new ItemError(`${topic}-${partition}`, errorCode))
    // −1 is a producer that has no transaction open.
    const writing = activeProducers.filter(producer => producer.currentTxnStartOffset >= 0n)
    return writing.map(({ producerId, producerEpoch, currentTxnStartOffset: startOffset }) => ({
      topic,
      partition,
      producerId,
      producerEpoch,
      startOffset,
    }))
  })
}
