import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import { labErrors } from './errors.ts'

/**
 * Waits for a piece of work, but not for ever.
 * @throws OperationalError LATE after the deadline, or what the work throws
 */
export async function within<T>(what: string, work: Promise<T>, ms: number): Promise<T> {
  const done = new AbortController()
  const late = sleep(ms, undefined, { signal: done.signal }).then(() => {
    throw new OperationalError(labErrors.late, `${what}, within ${ms / 1000} s`)
  })
  // Aborted, it fails when nobody listens any more.
  late.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    done.abort()
  }
}

/**
 * Asks every 10 ms until the answer is yes.
 * @param what is waited for, in the words of the error
 * @throws OperationalError LATE after the deadline
 */
export async function until(
  what: string,
  ask: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const endMs = performance.now() + withinMs
  while (!(await ask())) {
    if (performance.now() > endMs) {
      throw new OperationalError(labErrors.late, `${what}, within ${withinMs / 1000} s`)
    }
    await sleep(10)
  }
}
