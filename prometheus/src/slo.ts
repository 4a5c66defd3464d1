import type { Duration, PerProfile } from './profiles.ts'

/** A service level objective: the share of events that must be good, in the long run. */
export interface Objective {
  /** Value of the label `slo`. */
  readonly slo: string
  readonly target: number
}

/** Payments are booked within 30 s of their order, and orders reach the brokers. */
export const objectives = {
  freshness: { slo: 'freshness', target: 0.995 },
  produceSuccess: { slo: 'produce-success', target: 0.999 },
} as const satisfies Record<string, Objective>

/**
 * Errors that burn the budget so many times too fast, over the long window so that it matters and
 * over the short one so that it is still going on.
 */
export interface Burn {
  readonly factor: number
  readonly long: Duration
  readonly short: Duration
}

/** Two burns for each severity, the fast one first. */
export interface Burns {
  readonly page: readonly [Burn, Burn]
  readonly ticket: readonly [Burn, Burn]
}

/**
 * Production as in the Site Reliability Workbook, chapter 5. In training an hour passes in a
 * minute, and no short window is longer than half of one: a drill that is over is over.
 */
export const burns: PerProfile<Burns> = {
  production: {
    page: [
      { factor: 14.4, long: '1h', short: '5m' },
      { factor: 6, long: '6h', short: '30m' },
    ],
    ticket: [
      { factor: 3, long: '24h', short: '2h' },
      { factor: 1, long: '72h', short: '6h' },
    ],
  },
  training: {
    page: [
      { factor: 14.4, long: '60s', short: '20s' },
      { factor: 6, long: '180s', short: '30s' },
    ],
    ticket: [
      { factor: 3, long: '5m', short: '30s' },
      { factor: 1, long: '15m', short: '30s' },
    ],
  },
}

/** Every window of a profile's burns, once. */
export function windowsOf({ page, ticket }: Burns): Duration[] {
  return [...new Set([...page, ...ticket].flatMap(({ long, short }) => [short, long]))]
}

/** The window in which the whole budget is meant to last. */
export function budgetWindow({ ticket }: Burns): Duration {
  return ticket[1].long
}

/** The error ratio at which a burn is as fast as its factor says. */
export function errorLimit({ target }: Objective, { factor }: Burn): number {
  return Number((factor * (1 - target)).toFixed(6))
}
