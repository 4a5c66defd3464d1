import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { casesOf } from '../alert-case.ts'
import { uncleanLeaderElection } from '../alerts/replication.ts'
import { gone, notYet, steady } from '../samples.ts'
import { cluster, ofBroker } from './series.ts'

const elections = (id: number) => ofBroker(brokerMetrics.uncleanLeaderElections, id)

export const uncleanCases = casesOf(uncleanLeaderElection, ({ quiet, long, window, scrape }) => [
  {
    title: 'counts an election once although every controller node does',
    series: {
      [elections(1)]: [steady(0, quiet), steady(1, 4 * scrape)],
      [elections(2)]: [steady(0, quiet), steady(1, 4 * scrape)],
      [elections(3)]: [steady(0, quiet), gone(4 * scrape)],
    },
    fires: [
      {
        labels: cluster,
        summary: 'A replica that had fallen behind was made leader in firedrill',
        description:
          'About 1 partitions got a leader from outside the ISR lately: acknowledged records ' +
          'that it had not copied are lost.',
      },
    ],
  },
  {
    title: 'resolves once the window has passed: the counter is not latched',
    series: { [elections(1)]: [steady(0, quiet), steady(3, window + 4 * scrape)] },
  },
  {
    title: 'stays silent when a restart sets the counter to 0',
    series: { [elections(1)]: [steady(3, quiet), gone(quiet), steady(0, long)] },
  },
  {
    title: 'stays silent at a counter that is seen for the first time',
    series: { [elections(1)]: [notYet(quiet), steady(3, 4 * scrape)] },
  },
])
