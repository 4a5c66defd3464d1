import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { casesOf } from '../alert-case.ts'
import { clientThrottled } from '../alerts/quotas.ts'
import { gone, notYet, steady } from '../samples.ts'
import { cluster, ofBroker } from './series.ts'

const client = { request: 'Produce', quota: 'client-id=producer' }
const held = (id: number) => ofBroker(brokerMetrics.clientThrottleTime, id, client)
const bytes = (id: number) => ofBroker(brokerMetrics.clientByteRate, id, client)

const firing = (ms: number) => [
  {
    labels: { ...cluster, ...client },
    summary: 'A quota throttles client-id=producer',
    description:
      `The brokers make client-id=producer wait ${ms} ms on average after a request (Produce), ` +
      'over 100 ms: it wants more than its quota allows.',
  },
]

const throttledCases = casesOf(clientThrottled, ({ quiet, long, scrape, for: hold }) => [
  {
    title: 'names the client once, however many brokers hold it back',
    series: {
      [held(1)]: [notYet(quiet), steady(4760, long)],
      [bytes(1)]: [notYet(quiet), steady(930, long)],
      [held(2)]: [notYet(quiet), steady(5488, long)],
      [bytes(2)]: [notYet(quiet), steady(526, long)],
    },
    fires: firing(5488),
  },
  {
    title: 'goes on while the client has moments without bytes',
    series: {
      [held(1)]: [steady(4760, long)],
      [bytes(1)]: Array.from({ length: Math.ceil(long / (3 * scrape)) }, () => [
        steady(930, scrape),
        steady(0, 2 * scrape),
      ]).flat(),
    },
    fires: firing(4760),
  },
  {
    title: 'does not take the last value of a quota that is gone for a throttled client',
    series: {
      [held(1)]: [steady(4760, quiet + 2 * long)],
      [bytes(1)]: [steady(930, quiet), steady(0, 2 * long)],
    },
  },
  {
    title: 'stays silent below a quota, and where the time was never measured',
    series: {
      [held(1)]: [steady(0, long)],
      [bytes(1)]: [steady(50_000, long)],
      [bytes(2)]: [steady(50_000, long)],
    },
  },
  {
    title: 'stays silent at a short burst',
    series: {
      [held(1)]: [steady(0, long), steady(4760, hold - 2 * scrape)],
      [bytes(1)]: [steady(930, long + hold - 2 * scrape)],
    },
  },
  {
    title: 'stays silent when the broker is not measured any more',
    series: {
      [held(1)]: [steady(4760, scrape), gone(long)],
      [bytes(1)]: [steady(930, scrape), gone(long)],
    },
  },
])

export const quotaCases = [throttledCases]
