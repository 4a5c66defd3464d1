import type { DashboardJson, Finding } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/**
 * Every metric in a query exists in a real scrape.
 * @param names answer of Prometheus to `/api/v1/label/__name__/values`
 */
export function metricsScraped(dashboard: DashboardJson, names: ReadonlySet<string>): Finding[] {
  return queriesOf(dashboard).flatMap(({ where, expr }) =>
    parseQuery(expr)
      .selectors.filter(({ metric }) => !names.has(metric))
      .map(({ metric }) => ({
        check: 'metrics-scraped',
        where,
        problem: `nobody exports ${metric}`,
      })),
  )
}
