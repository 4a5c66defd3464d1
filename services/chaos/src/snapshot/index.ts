import type { Aspect } from './aspect.ts'
import { brokerConfigsAspect } from './broker-configs.ts'
import { leadersAspect } from './leaders.ts'
import { ownedTopicsAspect } from './owned-topics.ts'
import { partitionsAspect } from './partitions.ts'
import { processesAspect } from './processes.ts'
import { quotasAspect } from './quotas.ts'
import { settingsAspect } from './settings.ts'
import { topicConfigsAspect } from './topic-configs.ts'

/**
 * All that a run puts back, in the order of putting it back: nothing works without processes, and a
 * topic of the run goes when the settings have turned the services away from it.
 */
export const aspects: readonly Aspect[] = [
  processesAspect,
  brokerConfigsAspect,
  quotasAspect,
  topicConfigsAspect,
  partitionsAspect,
  settingsAspect,
  ownedTopicsAspect,
  leadersAspect,
]
