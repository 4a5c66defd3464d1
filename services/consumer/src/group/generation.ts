import { setMaxListeners } from 'node:events'

/** One stay in the group, from a join to the next: what its batches must watch for. */
export interface Generation {
  /** Aborts when batches should finish what they hold and commit: stopping, or a rebalance. */
  readonly soon: AbortSignal
  /** Aborts when this membership is over and nothing may be committed any more. */
  readonly lost: AbortSignal
  /**
   * What the group said when it ended this stay. Each batch hands it to kafkajs until a new stay
   * begins: a join that fails half way leaves kafkajs fetching for a stay that is over.
   */
  readonly ending: unknown
  endSoon(ending?: unknown): void
  lose(ending?: unknown): void
}

export function createGeneration(): Generation {
  const soon = new AbortController()
  const lost = new AbortController()
  // Every record that waits listens, and with concurrency many wait at the same time.
  setMaxListeners(0, soon.signal, lost.signal)
  let reason: unknown
  return {
    soon: soon.signal,
    lost: lost.signal,
    get ending() {
      return reason
    },
    endSoon(ending) {
      reason ??= ending
      soon.abort()
    },
    lose(ending) {
      reason ??= ending
      lost.abort()
      soon.abort()
    },
  }
}
