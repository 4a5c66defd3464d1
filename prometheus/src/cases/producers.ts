import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { casesOf } from '../alert-case.ts'
import { producerErrors, sentBelowOffered, sentBelowOwnPast } from '../alerts/producers.ts'
import { gone, notYet, ramp, steady } from '../samples.ts'
import { cluster, ofTarget } from './series.ts'

const ofProducer = (metric: typeof producerMetrics.recordsSent, labels: Record<string, string>) =>
  ofTarget(metric, 'producer', 'producer', labels)
const sent = ofProducer(producerMetrics.recordsSent, { topic: 'orders' })
const sentElsewhere = ofProducer(producerMetrics.recordsSent, { topic: 'drill-orders' })
const producerUp = ofTarget(prometheusMetrics.up, 'producer', 'producer', {})
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

const pastCases = casesOf(
  sentBelowOwnPast,
  ({ quiet, long, short, scrape, for: hold, profile }) => {
    // A rate falls below its half only after a part of its range has passed.
    const decay = profile === 'training' ? 8 : 20
    const dropSeconds = hold + (profile === 'training' ? 40 : 180)
    // The rule looks further back, but the quarter that a drop may take of the past has to fit.
    const past = 5 * dropSeconds
    const fires = [
      {
        labels: { ...cluster, topic: 'orders' },
        summary: 'Producers of orders send far less than usual',
        description:
          'Less than half of the usual 100 records a second reach orders: producers are down, ' +
          'or have nothing to send.',
      },
    ]
    return [
      {
        title: 'fires when the producers disappear',
        series: { [sent]: [ramp(0, 100, past), gone(dropSeconds)] },
        fires,
      },
      {
        title: 'fires when they have nothing to send',
        series: { [sent]: [ramp(0, 100, past), steady(100 * past, dropSeconds)] },
        fires,
      },
      {
        title: 'fires when the only producer of a topic is down and others live',
        series: {
          [sent]: [ramp(0, 100, past), gone(dropSeconds)],
          [sentElsewhere]: [ramp(0, 100, past + dropSeconds)],
          [producerUp]: [steady(1, past), steady(0, dropSeconds)],
        },
        fires,
      },
      {
        title: 'stays silent when the stream was moved to another topic',
        series: {
          [sent]: [ramp(0, 100, past), gone(dropSeconds)],
          [sentElsewhere]: [notYet(past), ramp(0, 100, dropSeconds)],
          [producerUp]: [steady(1, past + dropSeconds)],
        },
      },
      {
        title: 'stays silent while the producer restarts',
        series: { [sent]: [ramp(0, 100, past), gone(short + decay)] },
      },
      {
        title: 'stays silent after a burst',
        series: {
          [sent]: [
            ramp(0, 100, past),
            ramp(100 * past, 2000, quiet),
            ramp(100 * past + 2000 * quiet, 100, long),
          ],
        },
      },
      {
        title: 'stays silent at a start',
        series: { [sent]: [notYet(quiet), ramp(0, 100, dropSeconds)] },
      },
      {
        title: 'stays silent at a start that begins with one batch',
        series: { [sent]: [steady(0, 2 * scrape), steady(500, dropSeconds)] },
      },
      {
        title: 'stays silent between the batches of a job that rests most of the time',
        series: {
          [sent]: [
            ...Array.from({ length: 6 }, (_, batch) => steady(500 * batch, past / 6)),
            steady(2500, dropSeconds),
          ],
        },
      },
    ]
  },
)

export const producerCases = [errorCases, offeredCases, pastCases]
