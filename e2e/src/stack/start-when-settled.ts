import { ChaosRefusal } from './chaos-client.ts'
import type { Run } from './chaos-types.ts'

/**
 * Starts a run; tries again while the chaos service finds the stack not settled yet (409).
 * @param seconds from now on, after which a refusal is the last one
 * @param pause what passes between two tries
 * @throws ChaosRefusal, the last one when it never starts
 */
export async function startWhenSettled(
  start: () => Promise<Run>,
  seconds: number,
  pause: () => Promise<unknown>,
): Promise<Run> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await start()
    } catch (error) {
      const notYet = error instanceof ChaosRefusal && error.status === 409
      if (!notYet || Date.now() > deadline) throw error
    }
    await pause()
  }
}
