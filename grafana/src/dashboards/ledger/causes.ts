import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { rate, increase } = queriesBy('group')
const half = { width: 12, height: 8, unit: 'short', softMax: 5 } as const
const orders = 'topic="orders"'

/** When, and who. */
export const causePanels = [
  timeSeries({
    ...half,
    id: 10,
    title: 'What went wrong, over time',
    description:
      'Duplicated and lost payments and orders out of order, as the ledger proves them. Good: 0 ' +
      'throughout. Compare with the run and alert bands.',
    runbooks: ['PaymentsDuplicated', 'PaymentsLost', 'OrdersOutOfOrder'],
    targets: [
      target(`max(${increase(ledgerMetrics.duplicatePayments)})`, 'duplicated'),
      target(`max(${increase(ledgerMetrics.lostPayments)})`, 'lost'),
      target(`max(${increase(ledgerMetrics.sequenceInversions)})`, 'out of order'),
    ],
  }),
  timeSeries({
    ...half,
    id: 11,
    title: 'Orders: sent and paid',
    description:
      'Orders a second that the brokers acknowledge and that the ledger books. Good: two lines ' +
      'on each other. Paid above sent: a backlog drains, or somebody pays twice. Below: lag ' +
      'grows, or payments are lost.',
    targets: [
      target(`sum(${rate(producerMetrics.recordsSent, orders)})`, 'sent/s'),
      target(`max(${rate(ledgerMetrics.payments)})`, 'paid/s'),
    ],
  }),
  timeSeries({
    ...half,
    id: 12,
    title: 'Redelivered records',
    description:
      'Records that arrived although the ledger already held their payment. Good: 0; a few ' +
      'after a rebalance are normal in Kafka. Redelivered and not duplicated: the dedupe works. ' +
      'Both: it is off.',
    targets: [
      target(`sum by (group) (${increase(consumerMetrics.redeliveredRecords)})`, '{{group}}'),
    ],
  }),
  timeSeries({
    ...half,
    id: 13,
    title: 'Dead letters and inversions, by group',
    description:
      'Records given up to the dead letter topic, and events that a group first saw below a ' +
      'sequence that it had already seen. Good: 0. Dead letters are not lost: somebody must ' +
      'look at them.',
    runbooks: ['KafkaDeadLetterGrowing', 'OrdersOutOfOrder'],
    targets: [
      target(`sum(${increase(consumerMetrics.deadLettered)})`, 'dead letters'),
      target(`sum(${increase(consumerMetrics.sequenceInversions)})`, 'inversions'),
      target(
        `sum by (group) (${increase(consumerMetrics.deadLettered)}) > 0`,
        '{{group}} dead letters',
      ),
      target(
        `sum by (group) (${increase(consumerMetrics.sequenceInversions)}) > 0`,
        '{{group}} inversions',
      ),
    ],
  }),
]
