import type { KafkaConfig } from '@firedrill/service-kit/config'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { ensureTopics, type TopicSpec } from '@firedrill/service-kit/kafka/topology'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Kafka, PartitionMetadata, Producer } from 'kafkajs'
import { isIdempotent } from '../batching.ts'
import type { ProducerMetrics } from '../metrics.ts'
import type { ProducerSettings } from '../settings.ts'
import type { Partitions } from './partitions.ts'
import type { Connection } from './session.ts'
import { learnTopics } from './topic-finder.ts'

interface ConnectParts {
  readonly config: KafkaConfig & { SERVICE_NAME: string }
  readonly logger: Logger
  readonly topology: readonly TopicSpec[]
  readonly partitions: Partitions
  readonly settings: () => ProducerSettings
  /** The topics in use, beside those of the topology. */
  readonly topics: () => readonly string[]
  readonly requestDuration: ProducerMetrics['requestDuration']
}

// Few, so that an unreachable cluster is said after a second and not after half a minute.
const adminRetries = 2

/**
 * Makes sure that the topics exist, learns their partitions and connects a producer with the
 * settings in force.
 * @param ownTopic of a producer that serves one topic alone
 */
export async function connectProducer(
  parts: ConnectParts,
  ownTopic: string | undefined,
): Promise<Connection> {
  const { config, logger, settings } = parts
  const { requestTimeoutMs, retries, metadataMaxAgeMs } = settings()
  const idempotent = isIdempotent(settings(), ownTopic)
  const brokerIds = await lookAround(parts, createKafka(config, logger, { retries: adminRetries }))
  const clientId =
    ownTopic === undefined ? config.SERVICE_NAME : `${config.SERVICE_NAME}.${ownTopic}`
  const named = { ...config, SERVICE_NAME: clientId }
  const kafka = createKafka(named, logger, { requestTimeoutMs, retries })
  const producer = kafka.producer({
    idempotent,
    metadataMaxAge: metadataMaxAgeMs,
    retry: { retries },
    allowAutoTopicCreation: false,
    createPartitioner: () => learnPartitions(parts.partitions),
  })
  observeRequests(producer, brokerIds, parts.requestDuration)
  try {
    await producer.connect()
  } catch (error) {
    await producer.disconnect().catch(() => undefined)
    throw error
  }
  return { producer, idempotent }
}

/** Node ids by address, which is all that kafkajs says of a broker in its events. */
async function lookAround(parts: ConnectParts, kafka: Kafka): Promise<Map<string, string>> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    await ensureTopics(admin, parts.topology)
    const names = [...parts.topology.map(({ topic }) => topic), ...parts.topics()]
    await learnTopics(admin, names, parts.partitions)
    const { brokers } = await admin.describeCluster()
    return new Map(brokers.map(({ host, port, nodeId }) => [`${host}:${port}`, String(nodeId)]))
  } finally {
    await admin.disconnect()
  }
}

// Called at every try with the metadata of that moment: added partitions become known.
function learnPartitions(partitions: Partitions) {
  let last: PartitionMetadata[] | undefined
  return (args: {
    topic: string
    partitionMetadata: PartitionMetadata[]
    message: { partition?: number }
  }): number => {
    if (args.partitionMetadata !== last) partitions.learn(args.topic, args.partitionMetadata)
    last = args.partitionMetadata
    return args.message.partition ?? 0
  }
}

/** Feeds the duration of each produce request into the histogram, by broker. */
function observeRequests(
  producer: Producer,
  brokerIds: Map<string, string>,
  requestDuration: ProducerMetrics['requestDuration'],
): void {
  producer.on(producer.events.REQUEST, ({ payload }) => {
    if (payload.apiName !== 'Produce') return
    const broker = brokerIds.get(payload.broker) ?? payload.broker
    requestDuration.observe({ broker }, payload.duration / 1000)
  })
}
