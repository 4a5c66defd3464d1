import { type Parsed, parseExpression } from '@firedrill/prometheus/lint/promql'
import { fillVariables } from '../variable-values.ts'

/** Reads a query of a panel; choices such as `$cluster` stay, durations get a stand-in. */
export function parseQuery(expr: string): Parsed {
  return parseExpression(fillVariables(expr, {}))
}
