import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import type { Alert } from '../alert.ts'
import { type AlertCases, casesOf } from '../alert-case.ts'
import * as alerts from '../alerts/slo.ts'
import { jobs } from '../jobs.ts'
import { gone, type Phase } from '../samples.ts'
import { type Objective, objectives } from '../slo.ts'
import { cluster, counting, ofExporter, ofTarget, type Pace } from './series.ts'

const due = ofExporter(ledgerMetrics.paymentsDue)
const fresh = ofExporter(ledgerMetrics.paymentsFresh)
const ofProducer = (metric: typeof producerMetrics.recordsSent, labels: Record<string, string>) =>
  ofTarget(metric, jobs.producer, 'producer', { topic: 'orders', ...labels })
const sent = ofProducer(producerMetrics.recordsSent, {})
const errors = ofProducer(producerMetrics.recordErrors, { error: 'request_timeout' })

/** Series in which a share of the events misses the objective, stretch by stretch. */
type Misses = (
  ...stretches: readonly (readonly [share: number, seconds: number])[]
) => Record<string, Phase[]>

const rate = 1000
const good = (share: number, seconds: number): Pace => [rate * (1 - share), seconds]

const late: Misses = (...all) => ({
  [due]: counting(...all.map(([, seconds]): Pace => [rate, seconds])),
  [fresh]: counting(...all.map(([share, seconds]) => good(share, seconds))),
})

const failed: Misses = (...all) => ({
  [sent]: counting(...all.map(([share, seconds]) => good(share, seconds))),
  [errors]: counting(...all.map(([share, seconds]): Pace => [rate * share, seconds])),
})

interface Subject {
  readonly objective: Objective
  readonly misses: Misses
  readonly page: Alert
  readonly ticket: Alert
  readonly summary: string
  readonly missed: string
}

/** The text of a page or a ticket at a share of misses. */
function told({ objective, page, summary, missed }: Subject, rule: Alert, share: number) {
  const percent = (ratio: number) => `${Number((100 * ratio).toPrecision(4))}%`
  const pace = rule === page ? ', and at this pace its budget is soon gone' : ''
  return {
    rule,
    labels: { ...cluster, slo: objective.slo },
    summary,
    description:
      `${percent(share)} of ${missed} lately; the objective allows ` +
      `${percent(1 - objective.target)} in the long run${pace}.`,
  }
}

/** Long windows average what there is, so that a short past will do for them. */
function pageCases(subject: Subject): AlertCases {
  const { objective, misses, page, ticket } = subject
  return casesOf(page, ({ for: hold, scrape, profile }) => {
    const allowed = 1 - objective.target
    const fast = 1.5 * 14.4 * allowed
    const over = {
      title: 'resolves when the short windows are clean, which takes half a minute in training',
      series: misses([fast, 30], [0, 44]),
    }
    // Tickets of production take longer than this case.
    const also = profile === 'training' ? [told(subject, ticket, fast)] : []
    return [
      {
        title: 'fires at a burn that will soon have used up the budget',
        series: misses([fast, hold + 8 * scrape]),
        fires: [told(subject, page, fast), ...also],
      },
      {
        title: 'stays silent at a moment that the long windows hardly notice',
        series:
          profile === 'training'
            ? misses([0, 120], [50 * allowed, 16])
            : misses([0, 1800], [43 * allowed, 240]),
      },
      ...(profile === 'training' ? [over] : []),
    ]
  })
}

function ticketCases(subject: Subject): AlertCases {
  const { objective, misses, ticket } = subject
  return casesOf(ticket, ({ for: hold, scrape, quiet }) => {
    const allowed = 1 - objective.target
    const lasting = hold + 8 * scrape
    return [
      {
        title: 'asks for no page at a burn that is slow',
        series: misses([2 * allowed, lasting]),
        fires: [told(subject, ticket, 2 * allowed)],
      },
      { title: 'stays silent within the budget', series: misses([0.9 * allowed, lasting]) },
      { title: 'stays silent without events', series: misses([0, scrape]) },
      {
        title: 'stays silent when counters start anew',
        series: Object.fromEntries(
          Object.entries(misses([0, quiet])).map(([name, phases]) => [
            name,
            [...phases, gone(quiet), ...phases],
          ]),
        ),
      },
    ]
  })
}

const subjects: readonly Subject[] = [
  {
    objective: objectives.freshness,
    misses: late,
    page: alerts.freshnessPage,
    ticket: alerts.freshnessTicket,
    summary: 'Payments come later than promised',
    missed: 'the payments due were not booked within 30 s of their order',
  },
  {
    objective: objectives.produceSuccess,
    misses: failed,
    page: alerts.produceSuccessPage,
    ticket: alerts.produceSuccessTicket,
    summary: 'More records than promised do not reach the brokers',
    missed: 'the records were given up by their producers',
  },
]

export const sloCases = subjects.flatMap(subject => [pageCases(subject), ticketCases(subject)])
