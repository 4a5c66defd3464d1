import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { queriesBy } from '../../queries.ts'

const { select } = queriesBy()

/** What is promised, and the share of it that failed within a range of time. */
export interface Objective {
  readonly name: string
  /** The share that must be good, from 0 to 1. */
  readonly target: number
  failed(range: string): string
}

/** Payments booked within 30 s of their order. */
export const freshness: Objective = {
  name: 'Freshness',
  target: 0.995,
  failed: range => {
    const of = (metric: 'paymentsFresh' | 'paymentsDue') =>
      `max(increase(${select(ledgerMetrics[metric])}[${range}]))`
    return `1 - ${of('paymentsFresh')} / (${of('paymentsDue')} > 0)`
  },
}

/** Records acknowledged, of those acknowledged or given up. */
export const produceSuccess: Objective = {
  name: 'Produce success',
  target: 0.999,
  failed: range => {
    const of = (metric: 'recordsSent' | 'recordErrors') =>
      `sum(increase(${select(producerMetrics[metric])}[${range}]))`
    const failed = of('recordErrors')
    return `${failed} / (${of('recordsSent')} + ${failed} > 0)`
  },
}

/** How many times faster than allowed the budget is used up. */
export function burnRate({ failed, target }: Objective, range: string): string {
  return `(${failed(range)}) / ${allowed(target)}`
}

/** The share that may fail, without the noise of binary fractions. */
function allowed(target: number): number {
  return Number((1 - target).toPrecision(6))
}
