import { type Objective, objectives } from '@firedrill/prometheus/slo'
import { sloMetrics } from '@firedrill/service-kit/metrics/slo-metrics'
import { queriesBy } from '../../queries.ts'

const { select } = queriesBy()
const of = ({ slo }: Objective) => `slo="${slo}"`

/** The objectives that the rules judge; their targets are the rules' too. */
export const { freshness, produceSuccess } = objectives

/** Events a second that an objective judges. */
export const events = (objective: Objective) => select(sloMetrics.events, of(objective))

/** Events a second that miss it. */
export const errors = (objective: Objective) => select(sloMetrics.errors, of(objective))

/** What is left of the error budget of the longest window. */
export const budgetLeft = (objective: Objective) =>
  select(sloMetrics.budgetRemaining, of(objective))

/** Share of the events of the time shown that met the objective. */
export function kept(objective: Objective): string {
  const shown = (expr: string) => `sum(avg_over_time(${expr}[$__range]))`
  return `1 - ${shown(errors(objective))} / (${shown(events(objective))} > 0)`
}

/** How many times faster than allowed the budget is used up, in each window that is recorded. */
export function burnRate(objective: Objective): string {
  const ratio = `max by (window) (${select(sloMetrics.errorRatio, of(objective))})`
  return `${ratio} / ${allowed(objective)}`
}

/** Percent that must be good, and percent that may fail, as one writes them. */
export function percents({ target }: Objective): { good: string; allowed: string } {
  return { good: `${rounded(100 * target)} %`, allowed: `${rounded(100 * (1 - target))} %` }
}

function allowed({ target }: Objective): number {
  return rounded(1 - target)
}

/** Without the noise of binary fractions. */
function rounded(value: number): number {
  return Number(value.toPrecision(6))
}
