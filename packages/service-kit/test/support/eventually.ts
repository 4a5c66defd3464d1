import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks again until the answer is neither undefined nor false, 50 ms apart.
 * @throws Error that names what was waited for, with the last failure, after `timeoutMs`
 */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 60_000,
): Promise<T> {
  const endMs = performance.now() + timeoutMs
  let cause: unknown
  while (performance.now() < endMs) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      cause = error
    }
    await sleep(50)
  }
  throw new Error(`${what}: not within ${timeoutMs} ms`, { cause })
}
