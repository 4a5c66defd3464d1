import type { Aspect } from './aspect.ts'

/** Partitions by topic: Kafka can only add some, and a deleted topic is gone with its records. */
export const partitionsAspect: Aspect = {
  id: 'partitions',
  irreversible: true,
  async read({ kafka }) {
    const counts: Record<string, number> = {}
    for (const { topic } of await kafka.topics.partitions())
      counts[topic] = (counts[topic] ?? 0) + 1
    return counts
  },
  restore: async () => {},
  // A topic that appeared meanwhile, e.g. an internal one at its first use.
  tolerates: ({ before }) => before === undefined,
}
