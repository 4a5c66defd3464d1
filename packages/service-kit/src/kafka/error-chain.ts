/**
 * An error, what caused it, and the errors that it gathers, outermost first: both clients wrap
 * what a broker said, kafkajs in causes and @platformatic/kafka in lists.
 */
export function* errorChain(error: unknown): Generator<Error> {
  for (let at = error; at instanceof Error; at = at.cause) {
    yield at
    if (!(at instanceof AggregateError)) continue
    for (const part of at.errors) yield* errorChain(part)
  }
}

/** The name that the protocol has for an error, e.g. REBALANCE_IN_PROGRESS; undefined without. */
export function protocolNameOf(error: Error): string | undefined {
  if ('type' in error && typeof error.type === 'string') return error.type
  return 'apiId' in error && typeof error.apiId === 'string' ? error.apiId : undefined
}
