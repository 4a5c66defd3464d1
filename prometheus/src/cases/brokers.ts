import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { casesOf } from '../alert-case.ts'
import { activeControllerCount, metricsAbsent, offlinePartitions } from '../alerts/brokers.ts'
import { gone, notYet, type Phase, steady } from '../samples.ts'
import { downCases } from './broker-down.ts'
import { cluster, ofBroker, ofTarget } from './series.ts'

const up = (id: number) => ofBroker(prometheusMetrics.up, id)
const controller = (id: number) => ofBroker(brokerMetrics.activeControllerCount, id)
const reports = (id: number) => ofBroker(brokerMetrics.underReplicatedPartitions, id)
const offline = (id: number) => ofBroker(brokerMetrics.offlinePartitionsCount, id)
const exporterUp = ofTarget(prometheusMetrics.up, 'exporter', 'exporter')

const three = (name: (id: number) => string, phases: readonly Phase[]) => ({
  [name(1)]: phases,
  [name(2)]: phases,
  [name(3)]: phases,
})

const offlineCases = casesOf(offlinePartitions, ({ quiet, long, short }) => [
  {
    title: 'counts a partition once although every controller reports it',
    series: three(offline, [steady(0, quiet), steady(2, long)]),
    fires: [
      {
        labels: cluster,
        summary: 'Partitions without a leader in firedrill',
        description: '2 partitions have no leader: nobody can read or write them.',
      },
    ],
  },
  {
    title: 'stays silent while a leader is being elected',
    series: three(offline, [steady(0, quiet), steady(2, short)]),
  },
  {
    title: 'resolves when the leader is back',
    series: three(offline, [steady(2, long), steady(0, quiet)]),
  },
])

const absentText = (targets: number) => ({
  labels: cluster,
  summary: 'No broker metrics at all',
  description:
    `Not one of ${targets} broker targets delivers metrics: the cluster is down, or the ` +
    'monitoring is blind. Every other broker alert is silent now.',
})

const absentCases = casesOf(metricsAbsent, ({ quiet, long, short }) => [
  {
    title: 'fires when every scrape fails',
    series: {
      ...three(up, [steady(1, quiet), steady(0, long)]),
      ...three(reports, [steady(1, quiet), gone(long)]),
    },
    fires: [absentText(3)],
  },
  {
    title: 'fires when the agents answer without a metric of Kafka',
    series: three(up, [steady(1, long)]),
    fires: [absentText(3)],
  },
  {
    title: 'fires when no broker is scraped at all, for the cluster of the configuration',
    series: { [exporterUp]: [steady(1, long)] },
    fires: [absentText(1)],
  },
  {
    title: 'stays silent while the whole cluster restarts quickly',
    series: {
      ...three(up, [steady(1, quiet), steady(0, short)]),
      ...three(reports, [steady(1, quiet), gone(short)]),
    },
  },
  {
    title: 'stays silent where the controllers are nodes that nobody scrapes',
    series: {
      ...three(up, [steady(1, quiet + long)]),
      ...three(reports, [steady(0, quiet + long)]),
    },
  },
  {
    title: 'fires when the controllers alone are left',
    series: {
      ...three(up, [steady(1, quiet), steady(0, long)]),
      ...three(reports, [steady(0, quiet), gone(long)]),
      [up(101)]: [steady(1, quiet + long)],
      [controller(101)]: [steady(1, quiet + long)],
    },
    fires: [absentText(4)],
  },
  {
    title: 'stays silent while one broker answers',
    series: {
      [up(1)]: [steady(1, quiet + long)],
      [up(2)]: [steady(1, quiet), steady(0, long)],
      [reports(1)]: [steady(0, quiet + long)],
    },
  },
])

const notOne = (count: number) => ({
  labels: cluster,
  summary: 'Not exactly one active controller in firedrill',
  description:
    `${count} active controllers. With none, no leader is elected and no broker is fenced: ` +
    'other broker metrics keep their last good values.',
})

const controllerCases = casesOf(activeControllerCount, ({ quiet, long, short }) => [
  {
    title: 'fires when the active controller is gone and none follows',
    series: {
      [controller(1)]: [steady(0, quiet + long)],
      [controller(2)]: [steady(1, quiet), gone(long)],
      [controller(3)]: [steady(0, quiet), gone(long)],
    },
    fires: [notOne(0)],
  },
  {
    title: 'fires with two',
    series: { [controller(1)]: [steady(1, long)], [controller(2)]: [steady(1, long)] },
    fires: [notOne(2)],
  },
  {
    title: 'stays silent during an election',
    series: {
      [controller(1)]: [steady(0, quiet + short)],
      [controller(2)]: [steady(1, quiet), gone(short)],
    },
  },
  {
    title: 'stays silent when every scrape fails: that is the business of KafkaMetricsAbsent',
    series: three(controller, [steady(1, quiet), gone(long)]),
  },
  {
    title: 'stays silent before the first broker is up',
    series: three(controller, [notYet(long)]),
  },
])

export const brokerCases = [offlineCases, ...downCases, absentCases, controllerCases]
