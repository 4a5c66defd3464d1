import type { Admin, Consumer, EachBatchPayload, Kafka, KafkaMessage, Producer } from 'kafkajs'
import { until } from '../../waiting.ts'
import { inBatches } from '../../workload.ts'
import type { Delivery, Handle, Reader, ReaderOptions } from '../system.ts'

interface GroupParts {
  readonly kafka: Kafka
  readonly admin: Admin
  readonly producer: Producer
  readonly topic: string
  readonly partitions: number
  readonly deadLetterTopic: string
  readonly group: string
}

const mostInHand = 500

/** Starts the members of a group; resolves when the partitions are shared out among all of them. */
export async function readGroup(parts: GroupParts, options: ReaderOptions): Promise<Reader> {
  await coordinatorAnswers(parts)
  const assigned = new Map<number, number>()
  const failures: unknown[] = []
  const consumers = Array.from({ length: options.members }, (_, member) => {
    // The wait bounds how long a member that leaves hangs in its last fetch.
    const consumer = parts.kafka.consumer({ groupId: parts.group, maxWaitTimeInMs: 300 })
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      assigned.set(member, payload.memberAssignment[parts.topic]?.length ?? 0)
    })
    consumer.on(consumer.events.CRASH, ({ payload }) => void failures.push(payload.error))
    return consumer
  })
  await Promise.all(consumers.map(consumer => startMember(consumer, parts, options)))
  const sharedOut = () => {
    const shares = [...assigned.values()]
    return (
      shares.length === options.members &&
      shares.every(share => share > 0) &&
      shares.reduce((sum, share) => sum + share, 0) === parts.partitions
    )
  }
  await until(`partitions of ${parts.topic} shared out`, sharedOut, 30_000)
  return {
    async leave() {
      await Promise.all(consumers.map(consumer => consumer.disconnect()))
      if (failures.length > 0) throw failures[0]
    },
  }
}

/** A coordinator that is still loading, as on a new broker, refuses members for good. */
async function coordinatorAnswers({ admin, topic, group }: GroupParts): Promise<void> {
  const ask = () => admin.fetchOffsets({ groupId: group, topics: [topic] })
  const answers = () =>
    ask().then(
      () => true,
      error => {
        if (error.retriable === false) throw error
        return false
      },
    )
  await until(`the coordinator of ${group}`, answers, 30_000)
}

async function startMember(consumer: Consumer, parts: GroupParts, options: ReaderOptions) {
  await consumer.connect()
  await consumer.subscribe({ topic: parts.topic, fromBeginning: true })
  const handle = options.maxAttempts === undefined ? options.handle : withRetries(parts, options)
  const size = options.maxAttempts === undefined ? (options.maxInHand ?? mostInHand) : 1
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: batch => handleBatch(consumer, batch, size, handle),
  })
}

/** Work first, commit after: what a crash leaves in between is done again, never left out. */
async function handleBatch(
  consumer: Consumer,
  { batch, heartbeat, isRunning, isStale, resolveOffset }: EachBatchPayload,
  size: number,
  handle: Handle,
): Promise<void> {
  const { topic, partition } = batch
  for (const messages of inBatches(batch.messages, size)) {
    if (!isRunning() || isStale()) return
    await handle(messages.map(toDelivery))
    const last = messages.at(-1) as KafkaMessage
    resolveOffset(last.offset)
    const offset = String(BigInt(last.offset) + 1n)
    await consumer.commitOffsets([{ topic, partition, offset }])
    await heartbeat()
  }
}

/** Kafka counts no tries: the reader itself tries again, and sends what never works to another topic. */
function withRetries({ producer, deadLetterTopic }: GroupParts, options: ReaderOptions): Handle {
  const { handle, maxAttempts = 1 } = options
  return async deliveries => {
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      try {
        return await handle(deliveries)
      } catch {
        // Tried again, or given up on below.
      }
    }
    const messages = deliveries.map(({ text }) => ({ value: text }))
    await producer.send({ topic: deadLetterTopic, acks: -1, messages })
  }
}

function toDelivery({ value }: KafkaMessage): Delivery {
  return { text: value?.toString() ?? '' }
}
