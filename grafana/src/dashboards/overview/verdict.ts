import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { chaosMetrics } from '@firedrill/service-kit/metrics/chaos-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { noneIsGood, type Step } from '../../panels/common.ts'
import { stat } from '../../panels/stat.ts'
import { queriesBy, target } from '../../queries.ts'
import { firingAlerts } from '../firing-alerts.ts'

const { select, increaseShown } = queriesBy()
const size = { width: 4, height: 4, unit: 'short' } as const

const healthPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Alerts firing',
    description:
      'Alerts that fire now, the watchdog taken off. Good: 0. Without a value the rules are ' +
      'not evaluated at all: check Prometheus.',
    runbooks: ['Watchdog'],
    thresholds: noneIsGood,
    targets: [target(firingAlerts('.*'), 'firing')],
  }),
  stat({
    ...size,
    id: 2,
    title: 'Fault running',
    description:
      'Whether the chaos service has a fault in the system now. Good: none, unless a drill is ' +
      'on; its name is in the annotations of the graphs.',
    words: { '0': 'none' },
    thresholds: [
      [null, 'green'],
      [1, 'orange'],
    ],
    targets: [target(`sum(${select(chaosMetrics.faultActive)})`, 'faults')],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Targets down',
    description:
      'Processes whose metrics cannot be read. Good: 0. What a process that is down would ' +
      'report is missing everywhere else.',
    runbooks: ['KafkaBrokerDown', 'ExporterDown', 'ScrapeSlow'],
    thresholds: noneIsGood,
    targets: [
      target(
        `count(${select(prometheusMetrics.up)}) - sum(${select(prometheusMetrics.up)})`,
        'down',
      ),
    ],
  }),
  stat({
    ...size,
    id: 4,
    title: 'Active controllers',
    description:
      'Controllers that hold the cluster together. Good: exactly 1. With 0 no leader is ' +
      'elected, and the numbers beside this one stand still.',
    runbooks: ['KafkaActiveControllerCount'],
    thresholds: [
      [null, 'red'],
      [1, 'green'],
      [2, 'red'],
    ],
    targets: [target(`sum(${select(brokerMetrics.activeControllerCount)})`, 'controllers')],
  }),
  stat({
    ...size,
    id: 5,
    width: 8,
    title: 'Partitions in trouble',
    description:
      'Partitions without a leader, which nobody can read or write; with fewer replicas in sync ' +
      'than assigned; and with so few that acks=all is refused. Good: 0, 0 and 0; for a few ' +
      'seconds after a restart the second may be more.',
    runbooks: ['KafkaOfflinePartitions', 'KafkaUnderReplicatedPartitions', 'KafkaUnderMinIsr'],
    thresholds: noneIsGood,
    targets: [
      target(`max(${select(recordedMetrics.offlinePartitionsCount)})`, 'offline'),
      target(`sum(${select(brokerMetrics.underReplicatedPartitions)})`, 'under-replicated'),
      target(`sum(${select(brokerMetrics.underMinIsrPartitions)})`, 'below min ISR'),
    ],
  }),
]

const age: readonly Step[] = [
  [null, 'green'],
  [60, 'orange'],
  [300, 'red'],
]

const customerPanels = [
  stat({
    ...size,
    id: 6,
    width: 16,
    title: 'Payments gone wrong',
    description:
      'What the ledger says of the time shown: orders paid again, acknowledged orders that were ' +
      'never paid, orders paid after a later one of the same account. Good: 0, 0 and 0.',
    runbooks: ['PaymentsDuplicated', 'PaymentsLost', 'OrdersOutOfOrder'],
    decimals: 0,
    thresholds: noneIsGood,
    targets: [
      target(`max(${increaseShown(ledgerMetrics.duplicatePayments)})`, 'duplicated'),
      target(`max(${increaseShown(ledgerMetrics.lostPayments)})`, 'lost'),
      target(`max(${increaseShown(ledgerMetrics.sequenceInversions)})`, 'out of order'),
    ],
  }),
  stat({
    ...size,
    id: 7,
    width: 8,
    title: 'Oldest waiting record',
    description:
      'Age of the oldest record that any group has yet to process. Good: a few seconds. 60 s ' +
      'is a ticket and 300 s a page in production.',
    unit: 's',
    runbooks: ['KafkaConsumerLagSeconds'],
    thresholds: age,
    targets: [target(`max(${select(exporterMetrics.groupLagSeconds)})`, 'age')],
  }),
]

/** Is it healthy, is that our doing, and what do customers notice? */
export const verdictPanels = [...healthPanels, ...customerPanels]
