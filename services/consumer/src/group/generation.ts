import { setMaxListeners } from 'node:events'

/** One stay in the group, from a join to the next: what its batches must watch for. */
export interface Generation {
  /** Aborts when batches should finish what they hold and commit: stopping, or a rebalance. */
  readonly soon: AbortSignal
  /** Aborts when this membership is over and nothing may be committed any more. */
  readonly lost: AbortSignal
  endSoon(): void
  lose(): void
}

export function createGeneration(): Generation {
  const soon = new AbortController()
  const lost = new AbortController()
  // Every record that waits listens, and with concurrency many wait at the same time.
  setMaxListeners(0, soon.signal, lost.signal)
  return {
    soon: soon.signal,
    lost: lost.signal,
    endSoon: () => soon.abort(),
    lose() {
      lost.abort()
      soon.abort()
    },
  }
}
