import type { AlertCases } from './alert-case.ts'
import { brokerCases } from './cases/brokers.ts'
import { consumerCases } from './cases/consumers.ts'
import { diskCases } from './cases/disk.ts'
import { groupCases } from './cases/groups.ts'
import { lagCases } from './cases/lag.ts'
import { ledgerCases } from './cases/ledger.ts'
import { metaCases } from './cases/meta.ts'
import { offsetCases } from './cases/offsets.ts'
import { producerCases } from './cases/producers.ts'
import { quotaCases } from './cases/quotas.ts'
import { replicationCases } from './cases/replication.ts'
import { saturationCases } from './cases/saturation.ts'
import { sendingCases } from './cases/sending.ts'
import { sloCases } from './cases/slo.ts'
import { usualRateCases } from './cases/usual-rate.ts'

/** The cases of each concern, under the same names as the alerts. */
export const casesByConcern: Readonly<Record<string, readonly AlertCases[]>> = {
  brokers: brokerCases,
  groups: groupCases,
  lag: lagCases,
  ledger: ledgerCases,
  meta: metaCases,
  producers: [...producerCases, ...usualRateCases],
  quotas: quotaCases,
  replication: replicationCases,
  slo: sloCases,
  sending: sendingCases,
  saturation: saturationCases,
  offsets: offsetCases,
  disk: diskCases,
  consumers: consumerCases,
}
