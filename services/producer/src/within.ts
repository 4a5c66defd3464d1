import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits for work, but not longer than a limit; the work itself goes on.
 * @returns whether it was done in time; a rejection counts as not done
 */
export async function doneWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, limitMs, false)
  const done = work.then(
    () => true,
    () => false,
  )
  const result = await Promise.race([done, late])
  clearTimeout(timer)
  return result
}

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
