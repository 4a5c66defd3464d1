import type { DashboardJson, Finding, LintContext } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/** A scrape job in a query is one of prometheus/src/jobs.ts. */
export function knownJobs(dashboard: DashboardJson, { jobs }: LintContext): Finding[] {
  return queriesOf(dashboard).flatMap(({ where, expr }) =>
    parseQuery(expr)
      .selectors.flatMap(({ matchers }) => [...matchers.matchAll(/\bjob\s*[=!]~?\s*"([^"]*)"/g)])
      .filter(([, job = '']) => !jobs.has(job))
      .map(([, job]) => ({ check: 'known-jobs', where, problem: `no scrape job is named ${job}` })),
  )
}
