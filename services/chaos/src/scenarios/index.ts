import { brokerDown } from './broker-down.ts'
import { consumersGone } from './consumers-gone.ts'
import { duplicatePayments } from './duplicate-payments.ts'
import { noController } from './no-controller.ts'
import { noop } from './noop.ts'
import { notEnoughReplicas } from './not-enough-replicas.ts'
import { offlinePartitions } from './offline-partitions.ts'
import { oneSlowPartition } from './one-slow-partition.ts'
import type { Scenario } from './scenario.ts'

/** Every scenario, in the order in which they are listed. */
export const scenarios: readonly Scenario[] = [
  noop,
  brokerDown,
  oneSlowPartition,
  consumersGone,
  duplicatePayments,
  offlinePartitions,
  notEnoughReplicas,
  noController,
]
