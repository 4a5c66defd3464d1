import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { casesOf, type Timing } from '../alert-case.ts'
import { sentBelowOwnPast } from '../alerts/producers.ts'
import { gone, notYet, ramp, steady } from '../samples.ts'
import { cluster, counting, ofTarget } from './series.ts'

const sentTo = (topic: string) =>
  ofTarget(producerMetrics.recordsSent, 'producer', 'producer', { topic })
const sent = sentTo('orders')
const sentElsewhere = sentTo('drill-orders')
const producerUp = ofTarget(prometheusMetrics.up, 'producer', 'producer')

const fires = [
  {
    labels: { ...cluster, topic: 'orders' },
    summary: 'Producers of orders send far less than usual',
    description:
      'Less than half of the usual 100 records a second reach orders: producers are down, or ' +
      'have nothing to send.',
  },
]

/** Seconds that suit the rule: `known` makes a usual, `out` makes it fire, `past` is all it sees. */
function stretches({ for: hold, recorded, profile }: Timing) {
  const training = profile === 'training'
  const window = training ? 20 : 60
  const least = training ? 120 : 900
  return { window, least, known: least + 4 * window, out: hold + 3 * window, past: recorded }
}

const outages = casesOf(sentBelowOwnPast, timing => {
  const { known, out, past, window } = stretches(timing)
  const before = ramp(0, 100, known)
  return [
    { title: 'fires when the producers disappear', series: { [sent]: [before, gone(out)] }, fires },
    {
      title: 'fires when they have nothing to send',
      series: { [sent]: [before, steady(100 * known, out)] },
      fires,
    },
    {
      title: 'fires as long as the producers are gone, on a young stream too',
      series: { [sent]: [before, gone(0.95 * past)] },
      fires,
    },
    {
      title: 'resolves when the producers are back',
      series: { [sent]: [before, gone(out), ramp(0, 100, 2 * window)] },
    },
    {
      title: 'resolves when they are back after half of the past',
      series: { [sent]: [before, gone(past / 2), ramp(0, 100, 2 * window)] },
    },
    {
      title: 'fires when the only producer of a topic is down and others live',
      series: {
        [sent]: [before, gone(out)],
        [sentElsewhere]: [ramp(0, 100, known + out)],
        [producerUp]: [steady(1, known), steady(0, out)],
      },
      fires,
    },
  ]
})

// Hours of production are shown in minutes of training; the longest outage alone in both.
const endurance = casesOf(sentBelowOwnPast, timing => {
  const { known, past, window } = stretches(timing)
  const before = ramp(0, 100, known)
  if (timing.profile === 'production') return []
  return [
    {
      title: 'fires as long as an outage lasts, on a young stream too',
      series: { [sent]: [before, steady(100 * known, 0.95 * past)] },
      fires,
    },
    {
      title: 'takes for usual what has been so for the whole of the past',
      series: { [sent]: [before, steady(100 * known, past + 4 * window)] },
    },
  ]
})

const movements = casesOf(sentBelowOwnPast, timing => {
  const { known, least, out, past, window } = stretches(timing)
  return [
    {
      title: 'stays silent when the stream was moved to another topic',
      series: {
        [sent]: [ramp(0, 100, known), gone(out)],
        [sentElsewhere]: [notYet(known), ramp(0, 100, out)],
        [producerUp]: [steady(1, known + out)],
      },
    },
    {
      title: 'stays silent while the producer restarts',
      series: { [sent]: [ramp(0, 100, known), gone(timing.short + window / 2)] },
    },
    {
      title: 'stays silent after hours of high load, half of the past',
      series: { [sent]: counting([100, past / 2], [2000, past / 2], [100, out]) },
    },
    {
      title: 'stays silent at a slow decline, by half in half of the past',
      series: {
        [sent]: counting(
          ...Array.from({ length: 10 }, (_, i) => [100 * 0.84 ** i, past / 8] as const),
        ),
      },
    },
    {
      title: 'stays silent at a stream that is too young to have a usual',
      series: { [sent]: [ramp(0, 100, least / 2), steady(50 * least, least / 2 - window)] },
    },
    {
      title: 'stays silent at a start',
      series: { [sent]: [notYet(window), ramp(0, 100, known)] },
    },
    {
      title: 'stays silent at a start that begins with one batch',
      series: { [sent]: [steady(0, 2 * timing.scrape), steady(500, least + out)] },
    },
    {
      title: 'stays silent between the batches of a job that rests most of the time',
      series: {
        [sent]: [
          ...Array.from({ length: 6 }, (_, batch) => steady(500 * batch, known / 2)),
          steady(2500, out),
        ],
      },
    },
  ]
})

/** What the usual rate of a stream makes of outages, and of what is none. */
export const usualRateCases = [outages, endurance, movements]
