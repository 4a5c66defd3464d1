import type { Aspect } from './aspect.ts'
import { isOwned } from './owned-topics.ts'

/**
 * Partitions by topic: Kafka can only add some, and a deleted topic is gone with its records. Those
 * of a run's own are the business of `owned-topics`.
 */
export const partitionsAspect: Aspect = {
  id: 'partitions',
  irreversible: true,
  async read({ kafka }) {
    const counts: Record<string, number> = {}
    for (const { topic } of await kafka.topics.partitions()) {
      if (!isOwned(topic)) counts[topic] = (counts[topic] ?? 0) + 1
    }
    return counts
  },
  restore: async () => {},
  // A topic that appeared meanwhile, e.g. an internal one at its first use.
  tolerates: ({ before }) => before === undefined,
}
