import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { casesOf } from '../alert-case.ts'
import { brokerDown, brokerFenced } from '../alerts/brokers.ts'
import { gone, steady } from '../samples.ts'
import { cluster, ofBroker, ofTarget } from './series.ts'

const up = (id: number) => ofBroker(prometheusMetrics.up, id)
const exporterUp = ofTarget(prometheusMetrics.up, 'exporter', 'exporter')

const notAnswering = {
  labels: { ...cluster, job: 'kafka', instance: 'kafka-2' },
  summary: 'Broker kafka-2 does not answer',
  description:
    'The metrics endpoint of kafka-2 gives no answer (up = 0): the broker is stopped, frozen or ' +
    'unreachable.',
}

const unansweredCases = casesOf(brokerDown, ({ quiet, long, short }) => [
  {
    title: 'names the broker that does not answer',
    series: { [up(1)]: [steady(1, quiet + long)], [up(2)]: [steady(1, quiet), steady(0, long)] },
    fires: [notAnswering],
  },
  {
    title: 'stays silent while a broker restarts quickly',
    series: { [up(2)]: [steady(1, quiet), steady(0, short)] },
  },
  {
    title: 'stays silent when another job is down',
    series: { [exporterUp]: [steady(0, long)] },
  },
])

const fenced = (id: number) => ofBroker(brokerMetrics.fencedBrokers, id)

const fencedCases = casesOf(brokerFenced, ({ quiet, long, short }) => [
  {
    title: 'counts a broker once that is a target no more, although every controller reports it',
    series: {
      [up(1)]: [steady(1, quiet + long)],
      [up(2)]: [steady(1, quiet + long)],
      [up(3)]: [steady(1, quiet), gone(long)],
      [fenced(1)]: [steady(0, quiet), steady(1, long)],
      [fenced(2)]: [steady(0, quiet), steady(1, long)],
      [fenced(3)]: [steady(0, quiet), gone(long)],
    },
    fires: [
      {
        labels: cluster,
        summary: 'A broker of firedrill is fenced, and no target is down',
        description:
          '1 registered brokers send the controller no heartbeat, and every target that is ' +
          'scraped answers: they are no longer targets, or do not reach the controller.',
      },
    ],
  },
  {
    title: 'leaves it to the rule that names the broker while that is a target',
    series: {
      [up(1)]: [steady(1, quiet + long)],
      [up(2)]: [steady(1, quiet), steady(0, long)],
      [fenced(1)]: [steady(0, quiet), steady(1, long)],
    },
    fires: [{ ...notAnswering, rule: brokerDown }],
  },
  {
    title: 'stays silent while a broker starts: its agent answers before it is unfenced',
    series: {
      [up(1)]: [steady(1, quiet + short)],
      [up(2)]: [steady(0, quiet), steady(1, short)],
      [fenced(1)]: [steady(1, quiet + short)],
    },
  },
  {
    title: 'resolves when the controller hears of it again',
    series: {
      [up(1)]: [steady(1, long + quiet)],
      [fenced(1)]: [steady(1, long), steady(0, quiet)],
    },
  },
])

export const downCases = [unansweredCases, fencedCases]
