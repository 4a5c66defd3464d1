import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { CompressionTypes } from 'kafkajs'
import { type ConsumerOptions, ConsumerProcess } from './consumer-process.ts'
import type { Infrastructure } from './infrastructure.ts'
import { eventually } from './poll.ts'

/** Topics, a group and events of one test; they disturb nobody and are gone afterwards. */
export interface Stage {
  readonly group: string
  readonly topic: string
  readonly deadLetterTopic: string
  /** Makes a consumer of this stage without starting it; it is removed after the test. */
  consumer(name: string, options?: Partial<ConsumerOptions>): Promise<ConsumerProcess>
  /** Sends orders of these accounts, `each` per account; returns their event ids. */
  sendOrders(options: {
    accounts: string[]
    each: number
    partition?: number
    compression?: CompressionTypes
  }): Promise<string[]>
  sendText(value: string, partition?: number): Promise<void>
  /** Payments by event id, of this stage's orders. */
  payments(): Promise<Map<string, number>>
  /** Committed offsets added up over all partitions; a partition without one adds nothing. */
  committed(): Promise<number>
}

/** Sets a stage with a topic of so many partitions. */
export async function setStage(
  test: TestContext,
  infrastructure: Infrastructure,
  partitions = 1,
): Promise<Stage> {
  const { admin, kafka, pool, ledgerUrl } = infrastructure
  const id = `fdt-${randomUUID().slice(0, 8)}`
  const topic = `${id}-orders`
  const deadLetterTopic = `${id}-dlq`
  await admin.createTopics({
    waitForLeaders: false,
    topics: [
      { topic, numPartitions: partitions, replicationFactor: -1 },
      { topic: deadLetterTopic, numPartitions: 1, replicationFactor: -1 },
    ],
  })
  // A broker that has not heard of a new topic yet says that there is none.
  await eventually('the topics exist', () =>
    admin.fetchTopicMetadata({ topics: [topic, deadLetterTopic] }).catch(() => undefined),
  )
  // One for each stage: kafkajs goes on asking for every topic that a producer ever wrote to.
  const producer = kafka.producer()
  await producer.connect()
  const consumers: ConsumerProcess[] = []
  test.after(async () => {
    await producer.disconnect()
    await Promise.all(consumers.map(consumer => consumer.remove()))
    await admin.deleteTopics({ topics: [topic, deadLetterTopic] })
    // One that was never there, or whose member was killed, expires by itself.
    await admin.deleteGroups([id]).catch(() => undefined)
  })
  const sequences = new Map<string, number>()

  function order(account: string) {
    const sequence = (sequences.get(account) ?? 0) + 1
    sequences.set(account, sequence)
    return {
      event_id: `${id}_${account}_${sequence}`,
      type: 'order',
      account_id: account,
      sequence,
      amount_cents: 1000 + sequence,
      occurred_at: new Date().toISOString(),
    }
  }

  return {
    group: id,
    topic,
    deadLetterTopic,
    async consumer(name, options = {}) {
      const own = { name: `${id}-${name}`, group: id, topics: topic, deadLetterTopic, ledgerUrl }
      const consumer = await ConsumerProcess.create({ ...own, ...options })
      consumers.push(consumer)
      return consumer
    },
    async sendOrders({ accounts, each, partition, compression = CompressionTypes.None }) {
      const orders = Array.from({ length: each }, () => accounts.map(order)).flat()
      const messages = orders.map(event => ({
        key: event.account_id,
        value: JSON.stringify(event),
        ...(partition !== undefined && { partition }),
      }))
      await producer.send({ topic, compression, messages })
      return orders.map(event => event.event_id)
    },
    async sendText(value, partition = 0) {
      await producer.send({ topic, messages: [{ value, partition }] })
    },
    async payments() {
      const { rows } = await pool.query(
        `SELECT event_id, count(*)::int AS times FROM payments
         WHERE topic = $1 GROUP BY event_id`,
        [topic],
      )
      return new Map(rows.map(row => [row.event_id, row.times]))
    },
    async committed() {
      const [offsets] = await admin.fetchOffsets({ groupId: id, topics: [topic] })
      const known = (offsets?.partitions ?? []).map(({ offset }) => Math.max(0, Number(offset)))
      return known.reduce((sum, offset) => sum + offset, 0)
    },
  }
}
