import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for work that may fail, but not longer than a limit; the work itself goes on. */
export async function atMost(limitMs: number, work: Promise<void>): Promise<void> {
  await Promise.race([work.catch(() => undefined), sleep(limitMs, undefined, { ref: false })])
}
