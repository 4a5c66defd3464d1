import type { Kafka } from 'kafkajs'
import { until } from '../../waiting.ts'

/**
 * Reads the first records of a topic with a group of its own.
 * @throws OperationalError LATE when there are not so many
 */
export async function takeRecords(kafka: Kafka, topic: string, count: number): Promise<string[]> {
  const texts: string[] = []
  const consumer = kafka.consumer({ groupId: `${topic}.taken`, maxWaitTimeInMs: 300 })
  await consumer.connect()
  try {
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({
      eachMessage: async ({ message }) => void texts.push(message.value?.toString() ?? ''),
    })
    await until(`${count} records of ${topic}`, () => texts.length >= count, 20_000)
  } finally {
    await consumer.disconnect()
  }
  return texts
}
