import { type ChaosClient, ChaosRefusal } from '../stack/chaos-client.ts'
import type { Run, Scenario } from '../stack/chaos-types.ts'
import type { Limits } from './limits.ts'
import { ttlFor } from './limits.ts'
import type { Observer } from './observer.ts'

interface Parts {
  chaos: ChaosClient
  observer: Observer
  limits: Limits
}

/**
 * Starts a run; tries again while the chaos service finds the stack not settled yet. What fired until
 * then is forgotten: it is not of the run's doing.
 * @throws ChaosRefusal, the last one when it never starts
 */
export async function startRun(
  { chaos, observer, limits }: Parts,
  scenario: Scenario,
): Promise<Run> {
  const deadline = Date.now() + limits.quiet * 1000
  for (;;) {
    try {
      const run = await chaos.start(scenario.id, { ttlSeconds: ttlFor(scenario, limits) })
      observer.forget()
      return run
    } catch (error) {
      const notYet = error instanceof ChaosRefusal && error.status === 409
      if (!notYet || Date.now() > deadline) throw error
    }
    await observer.until(() => false, limits.retry)
  }
}
