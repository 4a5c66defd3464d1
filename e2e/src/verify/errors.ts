/** The stack did not do what it must: ends the scenario, becomes a line of its report. */
export class VerifyError extends Error {
  override readonly name = 'VerifyError'
}

/** One line for the report. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) {
    return `${error.message}: ${error.cause.message}`
  }
  return error instanceof Error ? error.message : String(error)
}
