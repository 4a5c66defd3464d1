/** Lets one loop sleep until somebody has work for it. */
export interface WakeUp {
  /** Wakes the loop; while nobody waits, the next wait returns at once. */
  notify(): void
  /** Resolves at the next notify(), or after `timeoutMs` where given. */
  wait(timeoutMs: number | undefined): Promise<void>
}

export function createWakeUp(): WakeUp {
  let pending = false
  let wake: (() => void) | undefined
  return {
    notify() {
      if (wake === undefined) pending = true
      else wake()
    },
    wait(timeoutMs) {
      if (pending) {
        pending = false
        return Promise.resolve()
      }
      return new Promise(resolve => {
        const timer = timeoutMs === undefined ? undefined : setTimeout(() => wake?.(), timeoutMs)
        wake = () => {
          wake = undefined
          clearTimeout(timer)
          resolve()
        }
      })
    },
  }
}
