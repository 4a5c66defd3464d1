import { addPartitions } from './add-partitions.ts'
import { brokerConfig } from './broker-config.ts'
import { burst } from './burst.ts'
import type { Fault } from './fault.ts'
import { fenceTransaction } from './fence-transaction.ts'
import { load } from './load.ts'
import { offsets } from './offsets.ts'
import { ownedTopic } from './owned-topic.ts'
import { processControl } from './process.ts'
import { pulse } from './pulse.ts'
import { quota } from './quota.ts'
import { serviceSettings } from './service-settings.ts'
import { topicConfig } from './topic-config.ts'
import { transaction } from './transaction.ts'
import { uncleanElection } from './unclean-election.ts'

/** Every fault there is. */
export const faults: readonly Fault[] = [
  serviceSettings,
  processControl,
  topicConfig,
  brokerConfig,
  quota,
  offsets,
  burst,
  fenceTransaction,
  transaction,
  ownedTopic,
  addPartitions,
  load,
  pulse,
  uncleanElection,
]

/** The fault of a use; a TypeError for an id that no longer exists. */
export function findFault(id: string): Fault {
  const fault = faults.find(each => each.id === id)
  if (fault === undefined) throw new TypeError(`Unknown fault ${JSON.stringify(id)}`)
  return fault
}
