import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { casesOf } from '../alert-case.ts'
import { commitFailing, commitSlow } from '../alerts/consumers.ts'
import { jobs } from '../jobs.ts'
import { climb, gone, notYet, type Phase, ramp, steady } from '../samples.ts'
import { cluster, counting, ofTarget, partOf } from './series.ts'

const group = { group: 'payment-service' }
const ofMember = (metric: MetricSpec, labels: Record<string, string> = {}, member = 'payment-1') =>
  ofTarget(metric, jobs.consumer, member, { ...group, ...labels })

/** Commits that took up to 50 ms, and all, of which the others took half a second to a second. */
function commits(quick: readonly Phase[], all: readonly Phase[]) {
  const bucket = (le: string) => ofMember(partOf(consumerMetrics.commitDuration, 'bucket'), { le })
  return {
    [bucket('0.05')]: quick,
    [bucket('0.5')]: quick,
    [bucket('1')]: all,
    [bucket('+Inf')]: all,
    [ofMember(partOf(consumerMetrics.commitDuration, 'count'))]: all,
  }
}

/** The rule looks hours back, but a past that is longer than what is wrong will do. */
const slowCases = casesOf(commitSlow, ({ quiet, recorded, scrape, for: hold }) => {
  const bad = hold + recorded + 4 * scrape
  const past = 2 * bad
  return [
    {
      title: 'fires when one commit in twenty is slow, though their mean is low',
      series: commits(counting([100, past], [95, bad]), counting([100, past], [100, bad])),
      fires: [
        {
          labels: { ...cluster, ...group },
          summary: 'Commits of payment-service are slow',
          description:
            'One commit in a hundred of payment-service takes 900ms or more, over three times ' +
            'as long as usual, and what is behind it waits: a broker of its offsets partition ' +
            'is slow.',
        },
      ],
    },
    {
      title: 'stays silent where commits have been as slow since the start',
      series: commits(counting([95, past]), counting([100, past])),
    },
    {
      title: 'stays silent at a single one that waited for a new coordinator',
      series: commits(
        [...counting([0.5, past]), ramp(0.5 * past, 0.5, recorded - scrape)],
        [...counting([0.5, past]), ramp(0.5 * past + 1, 0.5, recorded - scrape)],
      ),
    },
    {
      title: 'stays silent at the few slow ones that each rebalance of a crash loop makes',
      series: commits(counting([1, past + bad]), [
        ...counting([1, past]),
        ...Array.from({ length: Math.ceil(bad / 8 / scrape) }, (_, turn) =>
          ramp(past + turn * (8 * scrape + 2), 1, 8 * scrape),
        ),
      ]),
    },
    {
      title: 'stays silent while nothing is committed',
      series: commits([steady(3, bad)], [steady(10, bad)]),
    },
    {
      title: 'stays silent when the member restarts',
      series: commits(
        [...counting([100, quiet]), gone(2 * scrape), ramp(0, 100, bad)],
        [...counting([100, quiet]), gone(2 * scrape), ramp(0, 100, bad)],
      ),
    },
  ]
})

const failures = (member = 'payment-1') => ofMember(consumerMetrics.commitFailures, {}, member)
const tries = ofMember(partOf(consumerMetrics.commitDuration, 'count'))

const failingCases = casesOf(commitFailing, ({ quiet, long, window, scrape }) => [
  {
    title: 'fires when half of the commits are refused',
    series: {
      [tries]: counting([10, quiet + long]),
      [failures()]: counting([0, quiet], [5, long]),
    },
    fires: [
      {
        labels: { ...cluster, ...group },
        summary: 'Commits of payment-service fail',
        description:
          '50% of the commits of payment-service fail: what it did since the last good one is ' +
          'done again by the next owner.',
      },
    ],
  },
  {
    title: 'stays silent at the commits that each rebalance of a crash loop makes fail',
    series: {
      [tries]: counting([10, long + quiet]),
      [failures()]: climb(1, 10, (long + quiet) / 10),
    },
  },
  {
    title: 'stays silent at a group that hardly commits and meets one rebalance',
    series: {
      [tries]: climb(1, 12, window / 4),
      [failures()]: [steady(0, 2 * window), steady(3, window - scrape)],
    },
  },
  {
    title: 'stays silent when a member restarts with counters at 0',
    series: {
      [tries]: [ramp(900, 10, quiet), gone(2 * scrape), ramp(0, 10, long)],
      [failures()]: [steady(400, quiet), gone(2 * scrape), steady(0, long)],
    },
  },
  {
    title: 'stays silent at a member that is seen for the first time',
    series: {
      [tries]: counting([10, 2 * long]),
      [failures('payment-2')]: [notYet(long), steady(7, long)],
    },
  },
])

export const commitCases = [slowCases, failingCases]
