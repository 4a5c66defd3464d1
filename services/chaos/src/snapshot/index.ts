import type { Aspect } from './aspect.ts'
import { brokerConfigsAspect } from './broker-configs.ts'
import { leadersAspect } from './leaders.ts'
import { partitionsAspect } from './partitions.ts'
import { processesAspect } from './processes.ts'
import { quotasAspect } from './quotas.ts'
import { settingsAspect } from './settings.ts'
import { topicConfigsAspect } from './topic-configs.ts'

/** All that a run puts back, in the order of putting it back: nothing works without processes. */
export const aspects: readonly Aspect[] = [
  processesAspect,
  brokerConfigsAspect,
  quotasAspect,
  topicConfigsAspect,
  partitionsAspect,
  settingsAspect,
  leadersAspect,
]
