import type { Alert } from './alert.ts'
import * as brokers from './alerts/brokers.ts'
import * as consumers from './alerts/consumers.ts'
import * as disk from './alerts/disk.ts'
import * as groups from './alerts/groups.ts'
import * as lag from './alerts/lag.ts'
import * as ledger from './alerts/ledger.ts'
import * as meta from './alerts/meta.ts'
import * as offsets from './alerts/offsets.ts'
import * as producers from './alerts/producers.ts'
import * as quotas from './alerts/quotas.ts'
import * as replication from './alerts/replication.ts'
import * as saturation from './alerts/saturation.ts'
import * as sending from './alerts/sending.ts'
import * as slo from './alerts/slo.ts'
import type { ProfileName } from './profiles.ts'
import * as brokerRecordings from './recording/brokers.ts'
import * as groupRecordings from './recording/groups.ts'
import * as producerRecordings from './recording/producers.ts'
import { sloRecordings } from './recording/slo.ts'
import type { Recording } from './recording.ts'

/** Alerts by concern: one source file, one rule file, one group. */
export const alertsByConcern: Readonly<Record<string, readonly Alert[]>> = {
  brokers: Object.values(brokers),
  consumers: Object.values(consumers),
  disk: Object.values(disk),
  groups: Object.values(groups),
  lag: Object.values(lag),
  ledger: Object.values(ledger),
  meta: Object.values(meta),
  offsets: Object.values(offsets),
  producers: Object.values(producers),
  quotas: Object.values(quotas),
  replication: Object.values(replication),
  saturation: Object.values(saturation),
  sending: Object.values(sending),
  slo: Object.values(slo),
}

/** Every alerting rule; a name may come twice, with labels that tell the two apart. */
export const alerts: readonly Alert[] = Object.values(alertsByConcern).flat()

/** Recording rules by what they are made of: one source file, one rule file, one group. */
export function recordingsByConcern(profile: ProfileName): Record<string, readonly Recording[]> {
  return {
    brokers: Object.values(brokerRecordings).map(make => make(profile)),
    groups: Object.values(groupRecordings).map(make => make(profile)),
    producers: Object.values(producerRecordings).map(make => make(profile)),
    slo: sloRecordings(profile),
  }
}

/** Every recording rule of a profile. */
export function recordingsOf(profile: ProfileName): Recording[] {
  return Object.values(recordingsByConcern(profile)).flat()
}
