import type { KafkaAdmin } from '../clients/kafka/admin.ts'

// A broker that reads its metadata log anew keeps the overrides of a topic that was made and removed
// in it, and gives them to the next topic of that name, though the controllers know of none: measured
// on Kafka 4.3.1, where a drill got a retention of 30 s from another that had run before a restart.

/** Removes a topic so that nothing of it is left to the next one of its name. */
export async function removeWithOverrides(kafka: KafkaAdmin, topic: string): Promise<void> {
  // What cannot be taken off now is taken off the next one.
  await dropOverrides(kafka, topic, {}).catch(() => undefined)
  await kafka.topics.remove(topic)
}

/** Takes every override off a topic but those that are meant. */
export async function dropOverrides(
  kafka: KafkaAdmin,
  topic: string,
  meant: Readonly<Record<string, string>>,
): Promise<void> {
  const { [topic]: overrides = {} } = await kafka.configs.topicOverrides()
  for (const [key, value] of Object.entries(overrides)) {
    if (key in meant) continue
    // The controllers write nothing down for the removal of what they do not know.
    await kafka.configs.setTopic(topic, key, value)
    await kafka.configs.setTopic(topic, key, undefined)
  }
}
