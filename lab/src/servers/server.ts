import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import { labErrors } from '../errors.ts'
import type { Child } from './child.ts'

/** A server of the lab, to be ended by it. */
export interface Server {
  stop(): Promise<void>
}

const startWithinMs = 60_000

/**
 * Tries until it works.
 * @throws OperationalError NOT_STARTED with the end of the log, at once when the server has ended
 */
export async function untilItAnswers(
  what: string,
  child: Child,
  ask: () => Promise<void>,
): Promise<void> {
  const endMs = performance.now() + startWithinMs
  for (;;) {
    try {
      return await ask()
    } catch (cause) {
      if (child.ended() || performance.now() > endMs) {
        const detail = `${what}; the end of its log:\n${child.lastLines()}`
        throw new OperationalError(labErrors.notStarted, detail, { cause })
      }
    }
    await sleep(200)
  }
}

/** Waits for what was started; ends all of it, the first one first, when that fails. */
export async function startAll(
  children: readonly Child[],
  answers: () => Promise<void>,
): Promise<Server> {
  async function stop(): Promise<void> {
    for (const child of children) await child.stop()
  }
  try {
    await answers()
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}
