/**
 * What went wrong, in one line: Kafka's client wraps a failure in lists of lists of errors, of
 * which the innermost say what happened.
 */
export function reasonOf(error: unknown): string {
  return [...new Set(innermost(error))].slice(0, 3).join('; ')
}

function innermost(error: unknown): string[] {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.flatMap(innermost)
  }
  return [error instanceof Error ? error.message : String(error)]
}
