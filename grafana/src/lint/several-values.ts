import type { DashboardJson, Finding } from './model.ts'
import { queriesOf } from './queries-of.ts'

/** A variable that may have several values stands behind `=~` or `!~`. */
export function severalValues(dashboard: DashboardJson): Finding[] {
  const multi = dashboard.templating.list.filter(variable => variable.multi)
  return queriesOf(dashboard).flatMap(({ where, expr }) =>
    multi
      .filter(({ name }) => new RegExp(`=\\s*"[^"]*\\$${name}\\b`).test(expr))
      .map(({ name }) => ({
        check: 'several-values',
        where,
        problem: `$${name} may have several values: match it with =~`,
      })),
  )
}
