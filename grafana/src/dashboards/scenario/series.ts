import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { ofMembers } from '../processes.ts'

const queries = queriesBy()
const { select, rate, increase, mean } = queries
const restarts = ofMembers(queries, `changes(${select(processMetrics.startTime)}[1m])`)
const third = { width: 8, height: 8, unit: 'short', softMax: 5 } as const
const orders = 'topic="orders"'

const customerPanels = [
  timeSeries({
    ...third,
    id: 20,
    title: 'Orders: offered, sent, paid',
    description:
      'Good: three lines on top of each other. Where they part is where it hurts: sent below ' +
      'offered at the producer or brokers, paid below sent at the consumers.',
    targets: [
      target(`sum(${rate(producerMetrics.offeredRecords, orders)})`, 'offered/s'),
      target(`sum(${rate(producerMetrics.recordsSent, orders)})`, 'sent/s'),
      target(`max(${rate(ledgerMetrics.payments)})`, 'paid/s'),
    ],
  }),
  timeSeries({
    ...third,
    id: 21,
    title: 'Lag in seconds',
    description:
      'Age of the oldest record that each group has yet to process. Good: a few seconds, and ' +
      'back to them after the fix.',
    unit: 's',
    softMax: 10,
    targets: [target(`max by (group) (${select(exporterMetrics.groupLagSeconds)})`, '{{group}}')],
  }),
  timeSeries({
    ...third,
    id: 22,
    title: 'Payments gone wrong',
    description:
      'Duplicated and lost payments and orders out of order, from the ledger. Good: 0, and 0 ' +
      'again after the fix while the load goes on.',
    targets: [
      target(`max(${increase(ledgerMetrics.duplicatePayments)})`, 'duplicated'),
      target(`max(${increase(ledgerMetrics.lostPayments)})`, 'lost'),
      target(`max(${increase(ledgerMetrics.sequenceInversions)})`, 'out of order'),
    ],
  }),
]

const causePanels = [
  timeSeries({
    ...third,
    id: 23,
    title: 'Rebalances and restarts',
    description:
      'Joins of the busiest member of each group, and restarts of consumers within a ' +
      'minute. Good: 0, or what the fix itself needs.',
    targets: [
      target(`max by (group) (${increase(consumerMetrics.rebalances)})`, '{{group}} joins'),
      target(`sum(${restarts})`, 'restarts of members'),
    ],
  }),
  timeSeries({
    ...third,
    id: 24,
    title: 'Partitions in trouble',
    description:
      'Partitions without a leader, without all replicas, and below min ISR. Good: 0, except ' +
      'under a fault of the brokers.',
    targets: [
      target(`max(${select(recordedMetrics.offlinePartitionsCount)})`, 'offline'),
      target(`sum(${select(brokerMetrics.underReplicatedPartitions)})`, 'under-replicated'),
      target(`sum(${select(brokerMetrics.underMinIsrPartitions)})`, 'below min ISR'),
    ],
  }),
  timeSeries({
    ...third,
    id: 25,
    title: 'Produce latency',
    description:
      'Mean time of a produce request, by broker. Good: below 100 ms, the dashed line; a gap ' +
      'is a broker that got none.',
    unit: 's',
    softMax: 0.12,
    thresholds: [
      [null, 'green'],
      [0.1, 'red'],
    ],
    targets: [target(mean(producerMetrics.requestDuration, 'broker'), 'broker {{broker}}')],
  }),
]

/** The series that the drills bend: first what customers notice, then where it comes from. */
export const seriesPanels = [...customerPanels, ...causePanels]
