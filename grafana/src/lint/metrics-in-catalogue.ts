import type { DashboardJson, Finding, LintContext } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/** Every metric in a query is one of the catalogue. */
export function metricsInCatalogue(
  dashboard: DashboardJson,
  { seriesNames }: LintContext,
): Finding[] {
  return queriesOf(dashboard).flatMap(({ where, expr }) =>
    parseQuery(expr)
      .selectors.filter(({ metric }) => !seriesNames.has(metric))
      .map(({ metric }) => ({
        check: 'metrics-in-catalogue',
        where,
        problem: `${metric || 'a selector without a name'} is not in the catalogue`,
      })),
  )
}
