import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import { ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'
import { consumerErrors, reasonOf } from '../errors.ts'
import { isDataError } from './database-error.ts'

/** The database, as something that is sometimes away and always comes back. */
export interface Ledger {
  /**
   * Runs work until the database has answered, however long that takes.
   * @throws the database's own error about the data; INTERRUPTED once the signal aborts
   */
  run<T>(work: (pool: LedgerPool) => Promise<T>, signal: AbortSignal): Promise<T>
}

interface LedgerParts {
  readonly pool: LedgerPool
  readonly readiness: Readiness
  readonly logger: Logger
  readonly onFailure: (error: unknown) => void
}

const firstWaitMs = 100
const longestWaitMs = 2000

/** Opens the ledger; its tables are made with the first work. */
export function createLedger({ pool, readiness, logger, onFailure }: LedgerParts): Ledger {
  let hasTables = false
  let isAway = false
  let isAsking = false

  async function attempt<T>(work: (pool: LedgerPool) => Promise<T>): Promise<T> {
    if (!hasTables) await ensureLedger(pool)
    hasTables = true
    return await work(pool)
  }

  function sayAway(error: unknown): void {
    onFailure(error)
    readiness.missing('ledger', reasonOf(error))
    if (!isAway) logger.warn({ err: error }, 'the ledger (LEDGER_URL) is away, records wait')
    isAway = true
  }

  function sayBack(): void {
    readiness.ready('ledger')
    if (isAway) logger.info('the ledger is back')
    isAway = false
  }

  /** Whoever asked has gone, and an idle member asks nothing: it would be not ready for ever. */
  async function askOnUntilBack(): Promise<void> {
    if (isAsking) return
    isAsking = true
    while (isAway) {
      await sleep(longestWaitMs, undefined, { ref: false })
      await pool.query('SELECT 1').then(sayBack, () => undefined)
    }
    isAsking = false
  }

  return {
    async run(work, signal) {
      for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
        try {
          const result = await attempt(work)
          sayBack()
          return result
        } catch (error) {
          if (isDataError(error)) {
            sayBack()
            throw error
          }
          sayAway(error)
        }
        await sleep(waitMs, undefined, { signal }).catch(() => undefined)
        if (signal.aborted) {
          void askOnUntilBack()
          throw new OperationalError(consumerErrors.interrupted, 'ledger away')
        }
      }
    },
  }
}
