import { retryForever } from '@firedrill/service-kit/lifecycle'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'

/** Does work on the ledger until it succeeds. */
export type PersistWork = <T>(work: () => Promise<T>) => Promise<T>

interface AccessParts {
  readonly readiness: Readiness
  readonly logger: Logger
  /** Ends the tries; what is being tried rejects then. */
  readonly signal: AbortSignal
}

/** Makes a PersistWork that shows in /health/ready and in the log whether the ledger is there. */
export function createLedgerAccess({ readiness, logger, signal }: AccessParts): PersistWork {
  return async work => {
    let failures = 0
    const result = await retryForever(work, {
      signal,
      onFailure(error) {
        failures += 1
        const reason = error instanceof Error ? error.message || error.name : String(error)
        readiness.missing('ledger', `LEDGER_URL: ${reason}`)
        logger.warn({ err: error }, 'the ledger (LEDGER_URL) cannot be used, trying again')
      },
    })
    readiness.ready('ledger')
    if (failures > 0) logger.info('the ledger answers again')
    return result
  }
}
