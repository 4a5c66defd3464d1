import { setTimeout as sleep } from 'node:timers/promises'

const askEveryMs = 50

/** Waits until something is so, but not longer than a limit. */
export async function becomesTrueWithin(limitMs: number, isTrue: () => boolean): Promise<boolean> {
  const endMs = performance.now() + limitMs
  while (!isTrue()) {
    if (performance.now() >= endMs) return false
    await sleep(askEveryMs)
  }
  return true
}
