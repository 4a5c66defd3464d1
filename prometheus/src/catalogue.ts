import type { Alert } from './alert.ts'
import * as brokers from './alerts/brokers.ts'
import * as groups from './alerts/groups.ts'
import * as lag from './alerts/lag.ts'
import * as ledger from './alerts/ledger.ts'
import * as meta from './alerts/meta.ts'
import * as producers from './alerts/producers.ts'
import * as replication from './alerts/replication.ts'
import * as brokerRecordings from './recording/brokers.ts'
import * as clientRecordings from './recording/clients.ts'
import type { Recording } from './recording.ts'

/** Alerts by concern: one source file, one rule file, one group. */
export const alertsByConcern: Readonly<Record<string, readonly Alert[]>> = {
  brokers: Object.values(brokers),
  groups: Object.values(groups),
  lag: Object.values(lag),
  ledger: Object.values(ledger),
  meta: Object.values(meta),
  producers: Object.values(producers),
  replication: Object.values(replication),
}

/** Every alerting rule; a name may come twice, with labels that tell the two apart. */
export const alerts: readonly Alert[] = Object.values(alertsByConcern).flat()

export const recordings: readonly Recording[] = [
  ...Object.values(brokerRecordings),
  ...Object.values(clientRecordings),
]
