import type { DashboardJson, Finding } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/**
 * Every metric in a query exists in a real scrape. A panel whose noValue text says that absence is
 * right may wait for its metric: an open transaction has an age only while there is one.
 * @param names answer of Prometheus to `/api/v1/label/__name__/values`
 */
export function metricsScraped(dashboard: DashboardJson, names: ReadonlySet<string>): Finding[] {
  const panels = dashboard.panels.filter(
    ({ fieldConfig }) => fieldConfig?.defaults.noValue === undefined,
  )
  return queriesOf({ ...dashboard, panels }).flatMap(({ where, expr }) =>
    parseQuery(expr)
      .selectors.filter(({ metric }) => !names.has(metric))
      .map(({ metric }) => ({
        check: 'metrics-scraped',
        where,
        problem: `nobody exports ${metric}`,
      })),
  )
}
