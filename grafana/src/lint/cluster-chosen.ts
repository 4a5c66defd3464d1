import type { DashboardJson, Finding } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/** Every selector is of the chosen cluster. */
export function clusterChosen(dashboard: DashboardJson): Finding[] {
  return queriesOf(dashboard).flatMap(({ where, expr }) =>
    parseQuery(expr)
      .selectors.filter(
        ({ matchers }) =>
          !matchers.some(({ label, value }) => label === 'cluster' && value === '$cluster'),
      )
      .map(({ metric }) => ({
        check: 'cluster-chosen',
        where,
        problem: `${metric} is not of the chosen cluster`,
      })),
  )
}
