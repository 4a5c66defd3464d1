import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { casesOf } from '../alert-case.ts'
import { producerBatchesTooSmall, producerLatencyHigh } from '../alerts/sending.ts'
import { jobs } from '../jobs.ts'
import { gone, type Phase, ramp, steady } from '../samples.ts'
import { cluster, counting, ofTarget, partOf } from './series.ts'

const ofProducer = (metric: MetricSpec, labels: Record<string, string>) =>
  ofTarget(metric, jobs.producer, 'producer', labels)

/** The two series that a mean is made of. */
function histogram(
  metric: MetricSpec,
  labels: Record<string, string>,
  sum: readonly Phase[],
  count: readonly Phase[],
) {
  return {
    [ofProducer(partOf(metric, 'sum'), labels)]: sum,
    [ofProducer(partOf(metric, 'count'), labels)]: count,
  }
}

const requests = (sum: readonly Phase[], count: readonly Phase[]) =>
  histogram(producerMetrics.requestDuration, { broker: '2' }, sum, count)

const latencyCases = casesOf(producerLatencyHigh, ({ quiet, long, recorded, scrape }) => [
  {
    title: 'names the broker that answers slowly',
    series: requests(counting([0.1, quiet], [7.5, long]), counting([50, quiet], [50, long])),
    fires: [
      {
        labels: { ...cluster, broker: '2' },
        summary: 'Produce requests to broker 2 are slow',
        description:
          'A produce request to broker 2 takes 150ms on average, over 100 ms: the broker, its ' +
          'followers or a quota hold it up.',
      },
    ],
  },
  {
    title: 'stays silent at one request that waited nine seconds for a new leader',
    series: requests(
      [...counting([0.01, quiet]), ramp(0.01 * quiet + 9, 0.01, recorded - scrape)],
      [...counting([2, quiet]), ramp(2 * quiet + 1, 2, recorded - scrape)],
    ),
  },
  {
    title: 'stays silent without requests',
    series: requests([steady(9, long)], [steady(10, long)]),
  },
  {
    title: 'stays silent when the producer restarts',
    series: requests(
      [ramp(500, 0.1, quiet), gone(quiet), ramp(0, 0.4, 2 * scrape), ramp(0.8 * scrape, 0.1, long)],
      [ramp(90, 50, quiet), gone(quiet), ramp(0, 20, 2 * scrape), ramp(40 * scrape, 50, long)],
    ),
  },
])

const topic = { topic: 'audit' }

/** Sends of so many records and bytes; so many records a second are offered. */
function sends(values: { records: number; bytes: number; offered: number; seconds: number }) {
  const { records, bytes, offered, seconds } = values
  const perSecond = 100
  const count = counting([perSecond, seconds])
  return {
    ...histogram(
      producerMetrics.batchRecords,
      topic,
      counting([perSecond * records, seconds]),
      count,
    ),
    ...histogram(
      producerMetrics.batchSizeBytes,
      topic,
      counting([perSecond * bytes, seconds]),
      count,
    ),
    [ofProducer(producerMetrics.offeredRecords, topic)]: counting([offered, seconds]),
  }
}

const batchCases = casesOf(producerBatchesTooSmall, ({ long, short }) => [
  {
    title: 'fires at single records under a high load',
    series: sends({ records: 1, bytes: 1024, offered: 1000, seconds: long }),
    fires: [
      {
        labels: { ...cluster, ...topic },
        summary: 'Producers of audit send nearly every record alone',
        description:
          'A send to audit holds 1 records on average although many are offered: each pays a ' +
          'request of its own.',
      },
    ],
  },
  {
    title: 'stays silent while little is offered',
    series: sends({ records: 1, bytes: 1024, offered: 100, seconds: long }),
  },
  {
    title: 'stays silent at records that fill a batch alone',
    series: sends({ records: 1, bytes: 60_000, offered: 1000, seconds: long }),
  },
  {
    title: 'stays silent at batches that are worth their request',
    series: sends({ records: 4, bytes: 2000, offered: 1000, seconds: long }),
  },
  {
    title: 'waits for its moment',
    series: sends({ records: 1, bytes: 1024, offered: 1000, seconds: short }),
  },
])

export const sendingCases = [latencyCases, batchCases]
