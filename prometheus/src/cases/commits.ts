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

/** Commits that took up to half a second, and all, none of which took more than a second. */
function commits(quick: readonly Phase[], all: readonly Phase[]) {
  const bucket = (le: string) => ofMember(partOf(consumerMetrics.commitDuration, 'bucket'), { le })
  const count = ofMember(partOf(consumerMetrics.commitDuration, 'count'))
  return { [bucket('0.5')]: quick, [bucket('1')]: all, [bucket('+Inf')]: all, [count]: all }
}

const slowCases = casesOf(commitSlow, ({ quiet, long, recorded, scrape }) => [
  {
    title: 'fires when one commit in twenty is slow, though their mean is low',
    series: commits(counting([100, quiet], [95, long]), counting([100, quiet], [100, long])),
    fires: [
      {
        labels: { ...cluster, ...group },
        summary: 'Commits of payment-service are slow',
        description:
          'One commit in a hundred of payment-service takes 900ms or more, and what is behind it ' +
          'waits: a broker of its offsets partition is slow.',
      },
    ],
  },
  {
    title: 'stays silent at a single one that waited for a new coordinator',
    series: commits(
      [...counting([0.5, quiet]), ramp(0.5 * quiet, 0.5, recorded - scrape)],
      [...counting([0.5, quiet]), ramp(0.5 * quiet + 1, 0.5, recorded - scrape)],
    ),
  },
  {
    title: 'stays silent at the few slow ones that each rebalance of a crash loop makes',
    series: commits(
      counting([1, long]),
      Array.from({ length: Math.ceil(long / 8 / scrape) }, (_, turn) =>
        ramp(turn * (8 * scrape + 2), 1, 8 * scrape),
      ),
    ),
  },
  {
    title: 'stays silent while nothing is committed',
    series: commits([steady(3, long)], [steady(10, long)]),
  },
  {
    title: 'stays silent when the member restarts',
    series: commits(
      [...counting([100, quiet]), gone(2 * scrape), ramp(0, 100, long)],
      [...counting([100, quiet]), gone(2 * scrape), ramp(0, 100, long)],
    ),
  },
])

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
