import type { Scenario } from '../stack/chaos-types.ts'

/** Seconds after which waiting is given up; generous, since machines differ. */
export const defaultLimits = {
  quiet: 240,
  /** Between two tries to start. */
  retry: 5,
  inject: 120,
  /** Beyond its window an alert is late; this much longer is waited to say how late. */
  late: 30,
  /**
   * What a fault did before a wrong fix may take so long to be counted: a scrape, a session, a
   * grace.
   */
  fixActs: 25,
  /** At least so much is looked at for evidence. */
  evidenceWindow: 10,
  /** For the evidence of a fault to be there. */
  evidence: 90,
  /** For an expected alert to show again at the end of a wrong fix's hold time. */
  stillFires: 20,
  recover: 300,
  resolve: 300,
  settle: 4,
  revert: 180,
  control: 60,
  /** No scenario takes longer, whatever happens. */
  scenario: 1500,
}

export type Limits = typeof defaultLimits

const longestRun = 3600

/** A time limit for the run that verification does not run into. */
export function ttlFor({ ttlSeconds, expect, fixes }: Scenario, limits: Limits): number {
  const windows = Math.max(0, ...expect.fires.map(({ withinSeconds }) => withinSeconds))
  const each = 60 + limits.fixActs + limits.evidence + limits.stillFires
  const holds = fixes.wrong.reduce((sum, { holdSeconds }) => sum + holdSeconds + each, 0)
  const needed =
    windows +
    limits.late +
    limits.evidence +
    holds +
    limits.recover +
    limits.resolve +
    limits.control
  return Math.min(longestRun, Math.max(ttlSeconds, needed))
}
