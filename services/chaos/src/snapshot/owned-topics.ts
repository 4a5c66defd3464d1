import { ownedPrefix } from '../faults/owned-topic.ts'
import { removeWithOverrides } from '../faults/topic-overrides.ts'
import type { Aspect } from './aspect.ts'
import { countPartitions } from './count-partitions.ts'

/**
 * Topics of a run's own, with their partitions. Such a topic goes with the fault that made it; one
 * that came late, from a request that was under way while its run was reverted, is removed here.
 */
export const ownedTopicsAspect: Aspect = {
  id: 'owned-topics',
  read: ({ kafka }) => countPartitions(kafka, isOwned),
  async restore({ kafka }, differences) {
    await Promise.all(differences.map(({ path: topic }) => removeWithOverrides(kafka, topic)))
  },
  // What an earlier run left behind may stay, change or go: no drill needs it.
  tolerates: ({ before }) => before !== undefined,
}

/** Whether a topic comes and goes with a run. */
export function isOwned(topic: string): boolean {
  return topic.startsWith(ownedPrefix)
}
