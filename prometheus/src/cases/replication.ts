import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { casesOf } from '../alert-case.ts'
import { isrShrinking, underMinIsr, underReplicatedPartitions } from '../alerts/replication.ts'
import { gone, steady } from '../samples.ts'
import { cluster, ofBroker } from './series.ts'
import { uncleanCases } from './unclean-election.ts'

const underReplicated = (id: number) => ofBroker(brokerMetrics.underReplicatedPartitions, id)
const belowMinIsr = (id: number) => ofBroker(brokerMetrics.underMinIsrPartitions, id)
const shrinks = (id: number) => ofBroker(brokerMetrics.isrShrinks, id)

const underReplicatedCases = casesOf(underReplicatedPartitions, ({ quiet, long, short }) => [
  {
    title: 'names the leader whose partitions lack a replica',
    series: {
      [underReplicated(1)]: [steady(0, quiet), steady(7, long)],
      [underReplicated(2)]: [steady(0, quiet + long)],
      [underReplicated(3)]: [steady(0, quiet), gone(long)],
    },
    fires: [
      {
        labels: { ...cluster, job: 'kafka', instance: 'kafka-1' },
        summary: 'Under-replicated partitions led by kafka-1',
        description:
          '7 partitions led by kafka-1 have fewer replicas in sync than assigned: one more ' +
          'loss may make them unavailable.',
      },
    ],
  },
  {
    title: 'stays silent while a broker restarts',
    series: { [underReplicated(1)]: [steady(0, quiet), steady(7, short)] },
  },
  {
    title: 'stays silent while partitions flap: the time starts anew',
    series: {
      [underReplicated(1)]: [steady(7, short), steady(0, 1), steady(7, short), steady(0, 1)],
    },
  },
])

const minIsrCases = casesOf(underMinIsr, ({ quiet, long, short }) => [
  {
    title: 'adds up what each leader reports',
    series: {
      [belowMinIsr(1)]: [steady(0, quiet), steady(4, long)],
      [belowMinIsr(2)]: [steady(0, quiet), steady(2, long)],
    },
    fires: [
      {
        labels: cluster,
        summary: 'Partitions below min.insync.replicas in firedrill',
        description:
          '6 partitions have fewer replicas in sync than min.insync.replicas: producers with ' +
          'acks=all are refused there.',
      },
    ],
  },
  {
    title: 'stays silent at the blip of a broker that returns',
    series: { [belowMinIsr(1)]: [steady(0, quiet), steady(5, short)] },
  },
])

const shrinkCases = casesOf(isrShrinking, ({ quiet, long, window, scrape }) => [
  {
    title: 'fires at the first replica that falls out',
    series: {
      [shrinks(1)]: [steady(0, quiet), steady(3, 4 * scrape)],
      [shrinks(2)]: [steady(8, quiet + 4 * scrape)],
    },
    fires: [
      {
        labels: cluster,
        summary: 'Replicas fall out of the ISR in firedrill',
        description:
          'About 3 times a replica left an ISR lately: a follower is down, frozen or too slow.',
      },
    ],
  },
  {
    title: 'resolves once the window has passed: the counter is not latched',
    series: { [shrinks(1)]: [steady(0, quiet), steady(3, window + 4 * scrape)] },
  },
  {
    title: 'stays silent when a restart sets the counter to 0',
    series: { [shrinks(1)]: [steady(9, quiet), steady(0, long)] },
  },
  {
    title: 'fires after a restart too',
    series: { [shrinks(1)]: [steady(9, quiet), steady(0, quiet), steady(1, 4 * scrape)] },
    fires: [
      {
        labels: cluster,
        summary: 'Replicas fall out of the ISR in firedrill',
        description:
          'About 1 times a replica left an ISR lately: a follower is down, frozen or too slow.',
      },
    ],
  },
])

export const replicationCases = [underReplicatedCases, minIsrCases, shrinkCases, uncleanCases]
