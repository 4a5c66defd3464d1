import type { Aspect } from './aspect.ts'
import { countPartitions } from './count-partitions.ts'
import { isOwned } from './owned-topics.ts'

/**
 * Partitions by topic: Kafka can only add some, and a deleted topic is gone with its records. Those
 * of a run's own are the business of `owned-topics`.
 */
export const partitionsAspect: Aspect = {
  id: 'partitions',
  irreversible: true,
  read: ({ kafka }) => countPartitions(kafka, topic => !isOwned(topic)),
  restore: async () => {},
  // A topic that appeared meanwhile, e.g. an internal one at its first use.
  tolerates: ({ before }) => before === undefined,
}
