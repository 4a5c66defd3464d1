import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { casesOf } from '../alert-case.ts'
import { producerErrors, sentBelowOffered } from '../alerts/producers.ts'
import { gone, ramp, steady } from '../samples.ts'
import { cluster, ofTarget } from './series.ts'

const ofProducer = (metric: typeof producerMetrics.recordsSent, labels: Record<string, string>) =>
  ofTarget(metric, 'producer', 'producer', labels)
const sent = ofProducer(producerMetrics.recordsSent, { topic: 'orders' })
const offered = ofProducer(producerMetrics.offeredRecords, { topic: 'orders' })
const errors = ofProducer(producerMetrics.recordErrors, {
  topic: 'orders',
  error: 'NOT_ENOUGH_REPLICAS',
})

const givenUp = (records: number) => ({
  labels: { ...cluster, topic: 'orders', error: 'NOT_ENOUGH_REPLICAS' },
  summary: 'Records for orders are given up: NOT_ENOUGH_REPLICAS',
  description:
    `About ${records} records for orders were given up lately after all retries, with ` +
    'NOT_ENOUGH_REPLICAS: the application has to deal with each of them.',
})

const errorCases = casesOf(producerErrors, ({ quiet, long, short, window, scrape }) => [
  {
    title: 'names topic and error',
    series: { [errors]: [steady(0, quiet), ramp(0, 20, long)] },
    fires: [givenUp(20 * window)],
  },
  {
    title: 'sees a single failed record although it has a for',
    series: { [errors]: [steady(0, quiet), steady(1, window - 4 * scrape)] },
    fires: [givenUp(1)],
  },
  {
    title: 'waits for its moment after the first error',
    series: { [errors]: [steady(0, quiet), steady(1, short)] },
  },
  {
    title: 'stays silent while the counters stand at 0',
    series: { [errors]: [steady(0, long)] },
  },
  {
    title: 'resolves once the window has passed',
    series: { [errors]: [steady(0, quiet), steady(300, window + 4 * scrape)] },
  },
  {
    title: 'stays silent when the producer restarts',
    series: { [errors]: [steady(300, quiet), gone(quiet), steady(0, long)] },
  },
])

const offeredCases = casesOf(sentBelowOffered, ({ quiet, long, short, scrape }) => [
  {
    title: 'fires when half of the offered records get through',
    series: { [offered]: [ramp(0, 100, long)], [sent]: [ramp(0, 50, long)] },
    fires: [
      {
        labels: { ...cluster, topic: 'orders' },
        summary: 'Producers of orders fall behind what they are offered',
        description:
          'Only 50% of the records offered for orders get through: the rest waits in the send ' +
          'buffer or is refused.',
      },
    ],
  },
  {
    title: 'stays silent at a stall, which the buffer bridges',
    series: {
      [offered]: [ramp(0, 100, quiet + short)],
      [sent]: [ramp(0, 100, quiet), steady(100 * quiet, short)],
    },
  },
  {
    title: 'stays silent at a batch of 500 that was offered a moment ago',
    series: {
      [offered]: [steady(1000, quiet), steady(1500, scrape), steady(1500, quiet)],
      [sent]: [steady(1000, quiet), steady(1000, scrape), steady(1500, quiet)],
    },
  },
  {
    title: 'stays silent while hardly anything is offered',
    series: { [offered]: [ramp(0, 0.5, long)], [sent]: [steady(0, long)] },
  },
])

export const producerCases = [errorCases, offeredCases]
