import type { Admin, Kafka, Message } from 'kafkajs'
import { until } from '../../waiting.ts'
import type { Order } from '../../workload.ts'
import type { Route, RouteOptions } from '../system.ts'
import { readGroup } from './group.ts'
import { createSender } from './sender.ts'
import { takeRecords } from './take-records.ts'

/** The clients of one connection to Kafka. */
export interface KafkaClients {
  readonly kafka: Kafka
  readonly admin: Admin
}

/** As many as the topic `orders` of the stack has. */
const partitions = 6
const mostRecords = 1000

/** Makes a topic with one copy, since RabbitMQ has one node; a reader is a consumer group. */
export async function openTopic(
  clients: KafkaClients,
  topic: string,
  { readers }: RouteOptions,
): Promise<Route> {
  const { kafka, admin } = clients
  const groups = new Map(readers.map(reader => [reader, `${topic}.${reader}`]))
  const groupOf = (reader: string) => groups.get(reader) ?? `${topic}.${reader}`
  const deadLetterTopic = `${topic}.dlq`
  await createTopics(admin, topic, deadLetterTopic)
  // One for each topic: a producer goes on asking for every topic that it ever wrote to.
  const producer = kafka.producer({ idempotent: true })
  await producer.connect()
  const send = createSender(async (messages: readonly Message[]) => {
    await producer.send({ topic, acks: -1, messages: [...messages] })
  }, mostRecords)
  return {
    send: orders => send(orders.map(toMessage)),
    sendMalformed: (order, text) => send([{ key: order.account_id, value: text }]),
    read(reader, options) {
      const group = groupOf(reader)
      const parts = { kafka, admin, producer, topic, partitions, deadLetterTopic, group }
      return readGroup(parts, options)
    },
    async addReader(reader) {
      groups.set(reader, `${topic}.${reader}`)
    },
    async rewind(reader) {
      await admin.resetOffsets({ groupId: groupOf(reader), topic, earliest: true })
    },
    waiting: reader => lagOf(admin, topic, groupOf(reader)),
    takeDeadLetters: (_reader, count) => takeRecords(kafka, deadLetterTopic, count),
    async remove() {
      await producer.disconnect()
      await admin.deleteTopics({ topics: [topic, deadLetterTopic] })
      const ids = [...groups.values(), `${deadLetterTopic}.taken`]
      const present = new Set((await admin.listGroups()).groups.map(({ groupId }) => groupId))
      await admin.deleteGroups(ids.filter(id => present.has(id)))
    },
  }
}

async function createTopics(admin: Admin, ...topics: string[]): Promise<void> {
  // One copy cannot satisfy the stack's minimum of two in sync.
  const configEntries = [{ name: 'min.insync.replicas', value: '1' }]
  const one = { numPartitions: partitions, replicationFactor: 1, configEntries }
  await admin.createTopics({ topics: topics.map(topic => ({ topic, ...one })) })
  const known = async () => {
    const { topics: found } = await admin.fetchTopicMetadata({ topics })
    return found.every(({ partitions: all }) => all.every(({ leader }) => leader >= 0))
  }
  await until(`leaders of ${topics[0]}`, () => known().catch(() => false), 15_000)
}

function toMessage(order: Order): Message {
  return { key: order.account_id, value: JSON.stringify(order) }
}

async function lagOf(admin: Admin, topic: string, groupId: string): Promise<number> {
  const [ends, [commits]] = await Promise.all([
    admin.fetchTopicOffsets(topic),
    admin.fetchOffsets({ groupId, topics: [topic] }),
  ])
  const done = new Map(commits?.partitions.map(one => [one.partition, Number(one.offset)]))
  return ends.reduce(
    (sum, { partition, offset }) => sum + Number(offset) - Math.max(0, done.get(partition) ?? 0),
    0,
  )
}
