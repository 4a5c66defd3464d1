import { checkEach } from './model.ts'
import { parseExpression } from './promql.ts'

/** Every expression is PromQL. */
export const promqlParses = checkEach('promql-parses', ({ expr }) => {
  const { errorAt } = parseExpression(expr)
  return errorAt === undefined
    ? []
    : [`no PromQL from here on: ${expr.slice(errorAt) || 'the end'}`]
})
