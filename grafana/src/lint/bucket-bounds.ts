import { wholeBounds } from '@firedrill/prometheus/lint/bucket-bounds'
import type { DashboardJson, Finding } from './model.ts'
import { parseQuery } from './promql.ts'
import { queriesOf } from './queries-of.ts'

/** A query finds the same buckets in every version of Prometheus. */
export function bucketBounds(dashboard: DashboardJson): Finding[] {
  return queriesOf(dashboard).flatMap(({ where, expr }) =>
    wholeBounds(parseQuery(expr)).map(problem => ({
      check: 'bucket-bounds',
      where,
      problem,
    })),
  )
}
