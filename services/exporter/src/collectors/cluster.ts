import { metadataV12 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { RefusedError } from '../kafka/refusal.ts'

/** Brokers and topics as the cluster's metadata has them; internal topics are left out. */
export interface Cluster {
  readonly brokers: ReadonlyMap<number, Address>
  readonly topics: ReadonlyMap<string, Topic>
  /** The broker that said so. */
  readonly answeredBy: Address
}

export interface Topic {
  readonly name: string
  /** A topic that was deleted and created again has another id. */
  readonly id: string
  readonly partitions: readonly Partition[]
}

export interface Partition {
  readonly partition: number
  /** Node id; −1 while there is no leader. */
  readonly leader: number
  readonly replicas: number
  readonly inSync: number
}

/**
 * Asks for the metadata of the whole cluster: one request, to the first broker that answers.
 * @throws RefusedError when the last one does not let the exporter in; else an error with the
 *   last one's as its cause, when none answers
 */
export async function collectCluster(
  brokers: Brokers,
  candidates: Iterable<Address>,
): Promise<Cluster> {
  let cause: unknown
  for (const address of candidates) {
    try {
      return await readCluster(brokers, address)
    } catch (error) {
      cause = error
    }
  }
  if (cause instanceof RefusedError) throw cause
  throw new Error('no broker answers, see KAFKA_BROKERS', { cause })
}

async function readCluster(brokers: Brokers, address: Address): Promise<Cluster> {
  const answer = await brokers.request(address, metadataV12.api, null, false, false)
  const topics = new Map<string, Topic>()
  for (const { name, topicId, isInternal, partitions } of answer.topics) {
    if (!name || isInternal || name.startsWith('__')) continue
    topics.set(name, {
      name,
      id: topicId,
      partitions: partitions.map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
        partition: partitionIndex,
        leader: leaderId,
        replicas: replicaNodes.length,
        inSync: isrNodes.length,
      })),
    })
  }
  const found = answer.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }] as const)
  if (found.length === 0) throw new Error('the metadata names no broker')
  return { brokers: new Map(found), topics, answeredBy: address }
}
