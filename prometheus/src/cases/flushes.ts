import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { casesOf, type Timing } from '../alert-case.ts'
import { logFlushSlow, logFlushStorm } from '../alerts/saturation.ts'
import { gone, ramp } from '../samples.ts'
import { restarted, type Writes, withoutScrapes, writing } from './forced-writes.ts'
import { cluster, counting, ofBroker } from './series.ts'

const flushes = (id: number) => ofBroker(brokerMetrics.logFlushes, id)

/** Far shorter than the past that these rules look at, which may be as long as there is. */
function stretches({ for: hold, scrape, profile }: Timing) {
  const bad = hold + (profile === 'training' ? 20 : 60) + 4 * scrape
  return { bad, past: 2 * bad }
}

const slowCases = casesOf(logFlushSlow, timing => {
  const { past, bad } = stretches(timing)
  // What the mean looks back over: a case that is judged later than that shows nothing of before.
  const { scrape, recorded: window } = timing
  const slow = (seconds: number): Writes => [0.2, 3000, seconds]
  const usual = (seconds: number): Writes => [2, 5, seconds]
  const fires = [
    {
      labels: { ...cluster, instance: 'kafka-2' },
      summary: 'Disk of kafka-2 is slow',
      description:
        'A forced write takes 3000 ms on average on kafka-2, over three times as long as ' +
        'usual: the disk is slow, throttled or full of other work.',
    },
  ]
  return [
    {
      title: 'fires when a few slow writes are all that end',
      series: writing(usual(past), slow(bad + window)),
      fires,
    },
    {
      title: 'fires though a scrape is lost, as on a machine that waits for its disk',
      series: withoutScrapes(writing(usual(past), slow(window), slow(bad)), 2, scrape),
      fires,
    },
    {
      title: 'stays silent at one write that took a minute, whatever the p99 remembers',
      series: writing(usual(past), [1 / scrape, 60_000, scrape], usual(window - 2 * scrape)),
    },
    {
      title: 'resolves when the disk is as fast as before',
      series: writing(usual(past), slow(bad + window), usual(window + 2 * scrape)),
    },
    {
      title: 'stays silent at a storm of forced writes that a disk can take',
      series: writing(usual(past), [150, 20, bad + window]),
    },
    {
      title: 'stays silent at a broker that starts, and takes long for the writes of its start',
      series: restarted(
        writing(usual(past)),
        10 * scrape,
        writing([2, 300, window / 2], usual(window / 2 + 2 * scrape)),
      ),
    },
    {
      title: 'stays silent without any forced write, as brokers have that are no controllers',
      series: writing(usual(past), [0, 0, bad + window]),
    },
    {
      title: 'stays silent on a disk that has always been like that',
      series: writing([2, 150, past + bad]),
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
