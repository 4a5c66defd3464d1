import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { casesOf, type Timing } from '../alert-case.ts'
import { logFlushSlow, logFlushStorm } from '../alerts/saturation.ts'
import { jobs } from '../jobs.ts'
import { gone, ramp, steady } from '../samples.ts'
import { cluster, counting, ofBroker } from './series.ts'

const latency = (id: number, quantile: string) =>
  ofBroker(brokerMetrics.logFlushLatency, id, { quantile })
const flushes = (id: number) => ofBroker(brokerMetrics.logFlushes, id)

/** Far shorter than the past that these rules look at, which may be as long as there is. */
function stretches({ for: hold, scrape, profile }: Timing) {
  const bad = hold + (profile === 'training' ? 20 : 60) + 4 * scrape
  return { bad, past: 2 * bad }
}

const slowCases = casesOf(logFlushSlow, timing => {
  const { bad, past } = stretches(timing)
  return [
    {
      title: 'fires when forced writes are slow in general',
      series: {
        [latency(2, '0.99')]: [steady(20, past), steady(340, bad)],
        [latency(2, '0.5')]: [steady(2, past), steady(60, bad)],
      },
      fires: [
        {
          labels: { job: jobs.kafka, instance: 'kafka-2', ...cluster, quantile: '0.99' },
          summary: 'Disk of kafka-2 is slow',
          description:
            'One forced write in a hundred takes 340 ms or more on kafka-2, and every second one ' +
            'over three times as long as usual: the disk is slow or full of other work.',
        },
      ],
    },
    {
      title: 'stays silent at a hiccup that the p99 remembers for minutes',
      series: {
        [latency(2, '0.99')]: [steady(20, past), steady(900, bad)],
        [latency(2, '0.5')]: [steady(2, past + bad)],
      },
    },
    {
      title: 'stays silent at a broker that has just started',
      series: {
        [latency(2, '0.99')]: [steady(20, past), gone(20), steady(250, bad)],
        [latency(2, '0.5')]: [steady(2, past), gone(20), steady(4, bad)],
      },
    },
    {
      title: 'stays silent on a disk that has always been like that',
      series: { [latency(2, '0.99')]: [steady(150, bad)], [latency(2, '0.5')]: [steady(45, bad)] },
    },
    {
      title: 'stays silent where only the tail is measured',
      series: { [latency(2, '0.99')]: [steady(20, past), steady(340, bad)] },
    },
  ]
})

const stormCases = casesOf(logFlushStorm, timing => {
  const { bad, past } = stretches(timing)
  const fires = (perSecond: number) => [
    {
      labels: { ...cluster, instance: 'kafka-1' },
      summary: 'kafka-1 forces its logs to the disk all the time',
      description:
        `kafka-1 makes ${perSecond} forced writes a second, over five times as many as usual: a ` +
        'topic or broker setting asks for a flush every few records. See whether produce ' +
        'requests wait for the disk.',
    },
  ]
  return [
    {
      title: 'fires when flushes multiply, whatever producers feel of it',
      series: { [flushes(1)]: counting([2, past], [150, bad]) },
      fires: fires(150),
    },
    {
      title: 'fires at sixty a second on a broker that has just started',
      series: { [flushes(1)]: counting([2, bad / 2], [60, bad]) },
      fires: fires(60),
    },
    {
      title: 'fires for eighteen times the age that a broker had before',
      series: {
        [flushes(1)]: counting([2, past], [150, Math.min(18 * past, 0.9 * timing.window)]),
      },
      fires: fires(150),
    },
    {
      title: 'resolves when it is over',
      series: { [flushes(1)]: counting([2, past], [150, bad], [2, bad / 2]) },
    },
    {
      title: 'stays silent where so many are usual',
      series: { [flushes(1)]: counting([150, past + bad]) },
    },
    {
      title: 'stays silent while one small segment after the other is closed',
      series: { [flushes(1)]: counting([2, past], [25, bad]) },
    },
    {
      title: 'stays silent at a broker without load',
      series: { [flushes(1)]: counting([2, past + bad]) },
    },
    {
      title: 'stays silent at the flushes of a start or a stop',
      series: {
        [flushes(1)]: [
          ...counting([2, past], [500, 2 * timing.scrape]),
          gone(bad / 2),
          ...counting([500, 2 * timing.scrape]),
          ramp(1000 * timing.scrape, 2, bad / 2),
        ],
      },
    },
    {
      title: 'stays silent when many logs are closed at once',
      series: { [flushes(1)]: counting([2, past], [500, 2 * timing.scrape], [2, bad]) },
    },
  ]
})

/** What the brokers' forced writes raise. */
export const flushCases = [slowCases, stormCases]
