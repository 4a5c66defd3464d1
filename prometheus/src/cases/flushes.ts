import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { casesOf, type Timing } from '../alert-case.ts'
import { logFlushSlow, logFlushStorm } from '../alerts/saturation.ts'
import { curve, gone, type Phase, ramp } from '../samples.ts'
import { cluster, counting, ofBroker, type Pace } from './series.ts'

const flushes = (id: number) => ofBroker(brokerMetrics.logFlushes, id)

/** Far shorter than the past that these rules look at, which may be as long as there is. */
function stretches({ for: hold, scrape, profile }: Timing) {
  const bad = hold + (profile === 'training' ? 20 : 60) + 4 * scrape
  return { bad, past: 2 * bad }
}

/** A stretch of forced writes: how many end in a second, and how long each takes. */
type Writes = readonly [perSecond: number, milliseconds: number, seconds: number]

/** Count and mean of the writes of broker 2 since its start, which lies a minute back. */
function writing(...stretches: readonly Writes[]): Record<string, Phase[]> {
  let ended = 120
  let spent = 120 * 5
  const means = stretches.map(([perSecond, milliseconds, seconds]) => {
    const [before, timeBefore] = [ended, spent]
    ended += perSecond * seconds
    spent += perSecond * seconds * milliseconds
    return curve(seconds, second => {
      const writes = perSecond * second
      return (timeBefore + writes * milliseconds) / (before + writes)
    })
  })
  const paces = stretches.map(([perSecond, , seconds]): Pace => [perSecond, seconds])
  return {
    [flushes(2)]: counting([120, 1], ...paces).slice(1),
    [ofBroker(brokerMetrics.logFlushLifetimeMean, 2)]: means,
  }
}

const slowCases = casesOf(logFlushSlow, timing => {
  const { bad, past } = stretches(timing)
  // A whole window of the mean, so that nothing of the stretch before is in it.
  const window = timing.profile === 'training' ? 40 : 180
  return [
    {
      title: 'fires when a few slow writes are all that end',
      series: writing([2, 5, past], [0.2, 3000, bad + window]),
      fires: [
        {
          labels: { ...cluster, instance: 'kafka-2' },
          summary: 'Disk of kafka-2 is slow',
          description:
            'A forced write takes 3000 ms on average on kafka-2, over three times as long as ' +
            'usual: the disk is slow, throttled or full of other work.',
        },
      ],
    },
    {
      title: 'stays silent at one write that took a minute, whatever the p99 remembers',
      series: writing([2, 5, past], [1 / timing.scrape, 60_000, timing.scrape], [2, 5, bad]),
    },
    {
      title: 'resolves when the disk is as fast as before',
      series: writing([2, 5, past], [0.2, 3000, bad + window], [2, 5, window + 2 * timing.scrape]),
    },
    {
      title: 'stays silent at a storm of forced writes that a disk can take',
      series: writing([2, 5, past], [150, 20, bad + window]),
    },
    {
      title: 'stays silent at a broker that starts, and takes long for the writes of its start',
      series: Object.fromEntries(
        Object.entries(writing([2, 300, 20], [2, 5, bad])).map(([series, started]) => {
          const before = writing([2, 5, past])[series] ?? []
          return [series, [...before, gone(20), ...started]]
        }),
      ),
    },
    {
      title: 'stays silent without any forced write, as brokers have that are no controllers',
      series: writing([2, 5, past], [0, 0, bad + window]),
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
