import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { alertList } from '../../panels/alert-list.ts'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { rate, select } = queriesBy()
const orders = 'topic="orders"'
const byGroup = 'group, topic'

/** The middle: which alert, and how the orders flow. */
export const flowPanels = [
  alertList({
    id: 20,
    title: 'Alerts',
    description:
      'Alerts of Prometheus that fire or are about to. Good: none. Each leads to its runbook. ' +
      'A cause says what is wrong, a symptom who suffers: begin with the cause.',
    width: 8,
    height: 9,
  }),
  timeSeries({
    id: 21,
    title: 'Orders: offered, sent, paid',
    runbooks: ['KafkaProducerThroughputDrop'],
    description:
      'Good: three lines on top of each other. Sent below offered: the producer or the ' +
      'brokers are slow. Paid below sent: the consumers are. Paid above sent: a backlog ' +
      'drains, or somebody pays twice.',
    width: 16,
    height: 9,
    unit: 'short',
    targets: [
      target(`sum(${rate(producerMetrics.offeredRecords, orders)})`, 'offered/s'),
      target(`sum(${rate(producerMetrics.recordsSent, orders)})`, 'sent/s'),
      target(`max(${rate(ledgerMetrics.payments)})`, 'paid/s'),
    ],
  }),
  timeSeries({
    id: 22,
    title: 'Lag in records',
    runbooks: ['KafkaConsumerLagHigh', 'KafkaConsumerLagGrowing'],
    description:
      'Records behind the end of the topic, by group, as the brokers see it. Good: flat and ' +
      'small. Rising steadily: consumption is slower than production. The dashed line is the ' +
      'limit of KafkaConsumerLagHigh, which looks at single partitions.',
    width: 12,
    height: 8,
    unit: 'short',
    softMax: 100,
    thresholds: [
      [null, 'green'],
      [10_000, 'red'],
    ],
    targets: [
      target(`sum by (${byGroup}) (${select(exporterMetrics.groupLag)})`, '{{group}} · {{topic}}'),
    ],
  }),
  timeSeries({
    id: 23,
    title: 'Lag in seconds',
    runbooks: ['KafkaConsumerLagSeconds'],
    description:
      'Age of the oldest record that a group has yet to process: what a customer feels, ' +
      'whatever the rate. Good: a few seconds. Dashed lines: 60 s and 300 s, the limits in ' +
      'production.',
    width: 12,
    height: 8,
    unit: 's',
    softMax: 10,
    thresholds: [
      [null, 'green'],
      [60, 'orange'],
      [300, 'red'],
    ],
    targets: [
      target(
        `max by (${byGroup}) (${select(exporterMetrics.groupLagSeconds)})`,
        '{{group}} · {{topic}}',
      ),
    ],
  }),
]
