import type { KafkaAdmin } from '../clients/kafka/admin.ts'

/** How many partitions each topic has, of those that are asked for. */
export async function countPartitions(
  kafka: KafkaAdmin,
  isAskedFor: (topic: string) => boolean,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { topic } of await kafka.topics.partitions()) {
    if (isAskedFor(topic)) counts[topic] = (counts[topic] ?? 0) + 1
  }
  return counts
}
