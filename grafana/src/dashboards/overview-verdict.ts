import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { chaosMetrics } from '@firedrill/service-kit/metrics/chaos-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { noneIsGood } from '../panels/common.ts'
import { stat } from '../panels/stat.ts'
import { select, target } from '../queries.ts'

const size = { width: 4, height: 4, unit: 'short' } as const
const firing = (matcher: string) =>
  `count(${select(prometheusMetrics.alerts, 'alertstate="firing"', matcher)})`

/** The first line: is it healthy, and is that our doing? */
export const verdictPanels = [
  stat({
    ...size,
    id: 1,
    title: 'Alerts firing',
    description:
      'Alerts that fire now, the watchdog taken off. Good: 0. Without a value the rules are ' +
      'not evaluated at all: check Prometheus.',
    thresholds: noneIsGood,
    targets: [target(`${firing('alertname!=""')} - ${firing('alertname="Watchdog"')}`, 'firing')],
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
    targets: [
      target(
        `sum(${select(chaosMetrics.faultActive)}) or 0 * sum(${select(chaosMetrics.locked)})`,
        'faults',
      ),
    ],
  }),
  stat({
    ...size,
    id: 3,
    title: 'Targets down',
    description:
      'Processes whose metrics cannot be read. Good: 0. What a process that is down would ' +
      'report is missing everywhere else.',
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
    title: 'Offline partitions',
    description:
      'Partitions without a leader: nobody can read or write them. Good: 0; anything above is ' +
      'critical at once.',
    thresholds: noneIsGood,
    targets: [target(select(recordedMetrics.offlinePartitionsCount), 'offline')],
  }),
  stat({
    ...size,
    id: 5,
    title: 'Under-replicated partitions',
    description:
      'Partitions with fewer replicas in sync than assigned, over all leaders. Good: 0; for a ' +
      'few seconds after a restart it may be more.',
    thresholds: noneIsGood,
    targets: [target(`sum(${select(brokerMetrics.underReplicatedPartitions)})`, 'partitions')],
  }),
  stat({
    ...size,
    id: 6,
    title: 'Active controllers',
    description:
      'Controllers that hold the cluster together. Good: exactly 1. With 0 no leader is ' +
      'elected, and the numbers beside this one stand still.',
    thresholds: [
      [null, 'red'],
      [1, 'green'],
      [2, 'red'],
    ],
    targets: [target(`sum(${select(brokerMetrics.activeControllerCount)})`, 'controllers')],
  }),
]
