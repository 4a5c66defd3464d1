import { eventually } from '../../../../packages/service-kit/test/support/eventually.ts'
import type { World } from './world.ts'

/** A record as the brokers have it. */
export interface StoredRecord {
  readonly eventId: string
  readonly key: string | null
  readonly partition: number
  readonly offset: number
}

/** Reads a topic from its beginning to the end that it had when the reading began. */
export async function readTopic(world: World, topic: string): Promise<StoredRecord[]> {
  const ends = await world.admin.fetchTopicOffsets(topic)
  const expected = ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0)
  const records: StoredRecord[] = []
  const groupId = `${topic}-reader-${Date.now()}`
  const consumer = world.kafka.consumer({ groupId, maxWaitTimeInMs: 500 })
  try {
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        const { event_id: eventId } = JSON.parse(String(message.value))
        const key = message.key === null ? null : String(message.key)
        records.push({ eventId, key, partition, offset: Number(message.offset) })
      },
    })
    await eventually(`${expected} records of ${topic}`, () => records.length >= expected)
  } finally {
    await consumer.disconnect()
  }
  await world.admin.deleteGroups([groupId])
  return records
}
