import { checks } from './checks.ts'
import type { DashboardJson, Finding, LintContext } from './model.ts'

/** Runs every check over every dashboard. */
export function runChecks(dashboards: readonly DashboardJson[], context: LintContext): Finding[] {
  return dashboards.flatMap(dashboard => checks.flatMap(check => check(dashboard, context)))
}
