import { setTimeout as sleep } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import { labErrors } from './errors.ts'

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
