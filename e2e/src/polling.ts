import { setTimeout as wait } from 'node:timers/promises'

/**
 * Asks again until the answer is truthy, and returns it. Errors count as "not yet".
 * @param what completes the sentence "not within N s: …"
 * @throws after the deadline, quoting the last answer or error
 */
export async function eventually<T>(
  what: string,
  seconds: number,
  ask: () => T | Promise<T>,
  everyMs = 250,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    let last: unknown
    try {
      const answer = await ask()
      if (answer) return answer
      last = answer
    } catch (error) {
      last = error instanceof Error ? error.message : error
    }
    if (Date.now() > deadline) {
      throw new Error(`not within ${seconds} s: ${what} (last: ${String(last)})`)
    }
    await wait(everyMs)
  }
}
