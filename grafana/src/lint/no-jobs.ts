import type { DashboardJson, Finding } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/** No query names a scrape job: elsewhere they are called differently. */
export function noJobs(dashboard: DashboardJson): Finding[] {
  return queriesOf(dashboard).flatMap(({ where, expr }) =>
    parseQuery(expr)
      .selectors.filter(({ matchers }) => /[{,]\s*job\s*[=!]/.test(matchers))
      .map(({ metric, matchers }) => ({
        check: 'no-jobs',
        where,
        problem: `${metric}${matchers} names a scrape job`,
      })),
  )
}
