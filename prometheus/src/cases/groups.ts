import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { casesOf } from '../alert-case.ts'
import { groupEmpty, rebalanceStorm, stalled } from '../alerts/groups.ts'
import { climb, gone, notYet, ramp, steady } from '../samples.ts'
import { processCases } from './processes.ts'
import { cluster, ofTarget } from './series.ts'

const group = { group: 'payment-service' }
const partition = { ...group, topic: 'orders', partition: '4' }
const lag = ofTarget(exporterMetrics.groupLag, 'exporter', 'exporter', partition)
const committed = ofTarget(exporterMetrics.groupCommittedOffset, 'exporter', 'exporter', partition)
const members = ofTarget(exporterMetrics.groupMembers, 'exporter', 'exporter', group)
const rebalances = (instance: string) =>
  ofTarget(consumerMetrics.rebalances, 'consumer', instance, group)

const stalledCases = casesOf(stalled, ({ quiet, long, short, window }) => [
  {
    title: 'names the partition whose committed offset does not move',
    series: {
      [lag]: [steady(0, quiet), steady(42, long)],
      [committed]: [ramp(0, 10, quiet), steady(7000, long)],
      [members]: [steady(3, quiet + long)],
    },
    fires: [
      {
        labels: { ...cluster, ...partition },
        summary: 'payment-service is stuck on orders/4',
        description:
          'payment-service has members and at least 42 records to read, but its committed ' +
          'offset on partition 4 does not move.',
      },
    ],
  },
  {
    title: 'stays silent on a quiet topic, where nothing is left to read',
    series: {
      [lag]: [steady(0, long), steady(500, 1), steady(0, long)],
      [committed]: [steady(7000, long), steady(7000, 1), steady(7500, long)],
      [members]: [steady(3, 2 * long)],
    },
  },
  {
    title: 'stays silent while a group is slow but moves',
    series: {
      [lag]: [steady(9000, long)],
      [committed]: [ramp(0, 1, long)],
      [members]: [steady(3, long)],
    },
  },
  {
    title: 'stays silent during a rebalance',
    series: {
      [lag]: [steady(0, quiet), steady(90, window + short)],
      [committed]: [ramp(0, 10, quiet), steady(7000, window + short)],
      [members]: [steady(3, quiet + window + short)],
    },
  },
  {
    title: 'leaves a group without members to KafkaConsumerGroupEmpty',
    series: {
      [lag]: [steady(90, long)],
      [committed]: [steady(7000, long)],
      [members]: [steady(0, long)],
    },
  },
])

const emptyCases = casesOf(groupEmpty, ({ quiet, long, short }) => [
  {
    title: 'fires when the members are gone and records wait',
    series: {
      [members]: [steady(3, quiet), steady(0, long)],
      [lag]: [steady(0, quiet), steady(1200, long)],
    },
    fires: [
      {
        labels: { ...cluster, ...group },
        summary: 'payment-service has no members',
        description: '1200 records wait for payment-service, and nobody is there to read them.',
      },
    ],
  },
  {
    title: 'stays silent while nothing waits',
    series: { [members]: [steady(0, long)], [lag]: [steady(0, long)] },
  },
  {
    title: 'stays silent while the only member restarts',
    series: {
      [members]: [steady(1, quiet), steady(0, short)],
      [lag]: [steady(0, quiet), steady(300, short)],
    },
  },
  {
    title: 'stays silent while members work on a backlog',
    series: { [members]: [steady(3, long)], [lag]: [steady(9000, long)] },
  },
  {
    title: 'does not judge a group that only commits: who reads for it is not known',
    series: { [lag]: [steady(0, quiet), ramp(0, 20, long)], [committed]: [steady(7000, long)] },
  },
  {
    title: 'stays silent on a group that has never committed',
    series: { [members]: [steady(0, long)] },
  },
])

const stormCases = casesOf(rebalanceStorm, ({ quiet, window, long, short, scrape }) => {
  /** Joins that come three times in a window, for so long. */
  const storm = (seconds: number) => climb(1, Math.ceil((3 * seconds) / window), window / 3)
  return [
    {
      title: 'fires when members join again and again, counting what one of them sees',
      series: {
        [rebalances('payment-1')]: storm(long + window),
        [rebalances('payment-2')]: storm(long + window),
      },
      fires: [
        {
          labels: { ...cluster, ...group },
          summary: 'payment-service rebalances again and again',
          description:
            'A member of payment-service has joined about 2 times lately, and it does not end; ' +
            'while a group rebalances nobody consumes, and work that is not committed is done twice.',
        },
      ],
    },
    {
      title: 'stays silent when three members start one after the other',
      series: {
        [rebalances('payment-1')]: [...climb(1, 4, 2 * scrape), steady(3, long)],
        [rebalances('payment-2')]: [notYet(quiet), ...climb(1, 3, 2 * scrape), steady(2, long)],
        [rebalances('payment-3')]: [notYet(2 * quiet), ...climb(1, 2, 2 * scrape), steady(1, long)],
      },
    },
    {
      title: 'stays silent at many rebalances that are over soon',
      series: {
        [rebalances('payment-1')]: [
          steady(0, quiet),
          ...climb(1, 8, scrape),
          steady(7, short - 8 * scrape),
        ],
      },
    },
    {
      title: 'stays silent on a high count that is old',
      series: { [rebalances('payment-1')]: [steady(40, window + long)] },
    },
    {
      title: 'does not take the restart of a member for rebalances',
      series: { [rebalances('payment-1')]: [steady(40, quiet), gone(quiet), steady(1, long)] },
    },
  ]
})

export const groupCases = [stalledCases, emptyCases, stormCases, ...processCases]
