import { checkEach } from './model.ts'
import { type Parsed, parseExpression } from './promql.ts'

/**
 * Bounds of buckets that an expression asks for as whole numbers. Prometheus 3 stores `le="1"` as
 * `le="1.0"`, version 2 as it was exposed: `le=~"1|1[.]0"` finds it in both, 0.5 is the same anyway.
 */
export function wholeBounds({ selectors }: Parsed): string[] {
  return selectors
    .flatMap(({ matchers }) => matchers.filter(({ label }) => label === 'le'))
    .filter(({ value }) => /^\d+(\.0)?$/.test(value))
    .map(({ value }) => `le="${value}" is missing in Prometheus 2 or 3`)
}

/** A rule finds the same buckets in every version of Prometheus. */
export const bucketBounds = checkEach('bucket-bounds', ({ expr }) =>
  wholeBounds(parseExpression(expr)),
)
