import type { DashboardJson, Finding } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/** No query names a scrape job: elsewhere they are called differently. */
export function noJobs(dashboard: DashboardJson): Finding[] {
  return queriesOf(dashboard).flatMap(({ where, expr }) =>
    parseQuery(expr)
      .selectors.filter(({ matchers }) => matchers.some(({ label }) => label === 'job'))
      .map(({ metric }) => ({
        check: 'no-jobs',
        where,
        problem: `${metric} is selected by the name of a scrape job`,
      })),
  )
}
