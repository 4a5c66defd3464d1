import { setTimeout as sleep } from 'node:timers/promises'
import type { Stoppable } from '@firedrill/service-kit/lifecycle'

interface PollerOptions {
  readonly name: string
  /** Read before each wait, so that a changed setting holds from the next round on. */
  readonly intervalMs: () => number
  readonly run: () => Promise<void>
}

// A round that takes longer than the interval still leaves the brokers a breath.
const minPauseMs = 100

/** Runs rounds at a fixed pace until stopped; the next begins after the last one has ended. */
export function startPoller({ name, intervalMs, run }: PollerOptions): Stoppable {
  const ending = new AbortController()

  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      const startedAt = performance.now()
      await run()
      const left = intervalMs() - (performance.now() - startedAt)
      await sleep(Math.max(left, minPauseMs), undefined, { signal: ending.signal }).catch(
        () => undefined,
      )
    }
  }

  const ended = loop()
  return {
    name,
    async stop() {
      ending.abort()
      await ended
    },
  }
}
