import { brokerDown } from './broker-down.ts'
import { committedAtTheEnd } from './committed-at-the-end.ts'
import { consumerOutOfMemory } from './consumer-out-of-memory.ts'
import { consumersGone } from './consumers-gone.ts'
import { diskFills } from './disk-fills.ts'
import { duplicatePayments } from './duplicate-payments.ts'
import { exactlyOnceBroken } from './exactly-once-broken.ts'
import { flushStorm } from './flush-storm.ts'
import { hotPartition } from './hot-partition.ts'
import { hungTransaction } from './hung-transaction.ts'
import { messageTooLarge } from './message-too-large.ts'
import { networkThreadsBusy } from './network-threads-busy.ts'
import { noController } from './no-controller.ts'
import { noop } from './noop.ts'
import { notEnoughReplicas } from './not-enough-replicas.ts'
import { offlinePartitions } from './offline-partitions.ts'
import { oneSlowPartition } from './one-slow-partition.ts'
import { orderingLost } from './ordering-lost.ts'
import { overlappingSends } from './overlapping-sends.ts'
import { poisonPill } from './poison-pill.ts'
import { rebalanceStorm } from './rebalance-storm.ts'
import { repartitionTrap } from './repartition-trap.ts'
import { requestHandlersBusy } from './request-handlers-busy.ts'
import { retentionEatsBacklog } from './retention-eats-backlog.ts'
import { runningButIdle } from './running-but-idle.ts'
import type { Scenario } from './scenario.ts'
import { schemaBreak } from './schema-break.ts'
import { slowCommits } from './slow-commits.ts'
import { slowProducer } from './slow-producer.ts'
import { throttledProducer } from './throttled-producer.ts'
import { tooManyConsumers } from './too-many-consumers.ts'
import { uncleanLeaderElection } from './unclean-election.ts'

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
  requestHandlersBusy,
  networkThreadsBusy,
  flushStorm,
  uncleanLeaderElection,
  throttledProducer,
  hungTransaction,
  tooManyConsumers,
  retentionEatsBacklog,
  slowCommits,
  diskFills,
  runningButIdle,
  slowProducer,
  rebalanceStorm,
  orderingLost,
  poisonPill,
  hotPartition,
  repartitionTrap,
  schemaBreak,
  consumerOutOfMemory,
  exactlyOnceBroken,
  committedAtTheEnd,
  messageTooLarge,
  overlappingSends,
]
