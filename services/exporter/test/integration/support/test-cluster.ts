import { createKafka } from '@firedrill/service-kit/kafka/client'
import { Admin } from '@platformatic/kafka'
import { pino } from 'pino'
import { brokers } from './environment.ts'

const config = { SERVICE_NAME: 'fd-test-exporter', KAFKA_BROKERS: brokers, KAFKA_SSL: false }
const prefix = `fdx-${process.pid}-`

/** Topics, records, groups and offsets on the cluster under test, all removed by `close`. */
export async function openTestCluster() {
  // The library waits between tries for longer than these tests want to.
  const admin = new Admin({
    clientId: config.SERVICE_NAME,
    bootstrapBrokers: brokers.split(','),
    retries: 5,
    retryDelay: 500,
  })
  await admin.listTopics().catch(cause => {
    throw new Error(`no Kafka at ${brokers}: start the stack or set TEST_KAFKA_BROKERS`, { cause })
  })
  const kafka = createKafka(config, pino({ level: 'silent' }))
  const topics = new Set<string>()
  const groups = new Set<string>()

  return {
    admin,
    kafka,
    /** A name of this run's own, noted for removal. */
    groupId(name: string): string {
      groups.add(prefix + name)
      return prefix + name
    },
    async createTopic(
      name: string,
      partitions = 1,
      overrides: Record<string, string> = {},
    ): Promise<string> {
      const topic = prefix + name
      topics.add(topic)
      const configs = Object.entries(overrides).map(([key, value]) => ({ name: key, value }))
      await admin.createTopics({ topics: [topic], partitions, replicas: 1, configs })
      return topic
    },
    /** Sends records to a partition, with the time they are said to be from. */
    async send(topic: string, count: number, { partition = 0, at = Date.now() } = {}) {
      const message = { partition, value: 'x', timestamp: String(at) }
      // A producer that once knew a topic which is deleted since fails on every other topic too.
      const producer = kafka.producer()
      await producer.connect()
      await producer.send({ topic, messages: Array.from({ length: count }, () => message) })
      await producer.disconnect()
    },
    /** Commits as a consumer does that assigns itself partitions: without joining the group. */
    async commit(groupId: string, topic: string, offset: number, partition = 0) {
      const partitionOffsets = [{ partition, offset: BigInt(offset) }]
      await admin.alterConsumerGroupOffsets({
        groupId,
        topics: [{ name: topic, partitionOffsets }],
      })
    },
    async close(): Promise<void> {
      for (const group of groups) await admin.deleteGroups({ groups: [group] }).catch(ignore)
      for (const topic of topics) await admin.deleteTopics({ topics: [topic] }).catch(ignore)
      await admin.close()
    },
  }
}

// Some are gone already: that is what their test was about.
function ignore(): void {}
