/** How long to wait before a process that ended by itself is started again. */
export interface RestartPolicy {
  firstDelayMs: number
  maxDelayMs: number
  /** A process that lived this long has recovered: the next delay is the first one again. */
  resetAfterMs: number
}

export const defaultRestartPolicy: RestartPolicy = {
  firstDelayMs: 500,
  maxDelayMs: 10_000,
  resetAfterMs: 10_000,
}

/** Doubles the delay with each short life. */
export function createBackoff(policy: RestartPolicy) {
  let nextMs = policy.firstDelayMs
  return {
    /** The delay after a life of this length, in milliseconds. */
    delayAfter(livedMs: number): number {
      if (livedMs >= policy.resetAfterMs) nextMs = policy.firstDelayMs
      const delay = nextMs
      nextMs = Math.min(nextMs * 2, policy.maxDelayMs)
      return delay
    },
    reset(): void {
      nextMs = policy.firstDelayMs
    },
  }
}
