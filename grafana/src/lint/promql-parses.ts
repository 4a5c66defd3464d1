import type { DashboardJson, Finding } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/** Every query is PromQL. */
export function promqlParses(dashboard: DashboardJson): Finding[] {
  return queriesOf(dashboard).flatMap(({ where, expr }) => {
    const { errorAt } = parseQuery(expr)
    if (errorAt === undefined) return []
    return [
      { check: 'promql-parses', where, problem: `not PromQL from character ${errorAt}: ${expr}` },
    ]
  })
}
