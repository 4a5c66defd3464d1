import { checkEach } from './model.ts'
import { parseExpression } from './promql.ts'

/** Every alert says in which cluster: no aggregation drops the label, or the rule sets it. */
export const clusterKept = checkEach('cluster-kept', ({ expr, labels }) => {
  if (labels?.cluster !== undefined) return []
  if (/\b(absent|absent_over_time|vector|scalar)\(/.test(expr)) return ['the label cluster is lost']
  return (
    parseExpression(expr)
      .groupings.filter(grouping => !grouping.labels.includes('cluster'))
      // group_left () takes nothing over from the other side.
      .filter(grouping => grouping.labels.length > 0)
      .map(grouping => `grouped by ${grouping.labels.join(', ')}, without cluster`)
  )
})
