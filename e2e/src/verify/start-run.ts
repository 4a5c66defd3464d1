import type { ChaosClient } from '../stack/chaos-client.ts'
import type { Run } from '../stack/chaos-types.ts'
import { startWhenSettled } from '../stack/start-when-settled.ts'
import type { Attempt } from './attempt.ts'
import type { Limits } from './limits.ts'
import { ttlFor } from './limits.ts'
import type { Observer } from './observer.ts'

interface Parts {
  chaos: ChaosClient
  observer: Observer
  limits: Limits
}

/**
 * Starts a run as soon as the stack has settled, looking on meanwhile. What fired until then is
 * forgotten: it is not of the run's doing.
 * @throws ChaosRefusal, the last one when it never starts
 */
export async function startRun(
  { chaos, observer, limits }: Parts,
  { scenario, params }: Attempt,
): Promise<Run> {
  const run = await startWhenSettled(
    () =>
      chaos.start(scenario.id, { ttlSeconds: ttlFor(scenario, limits), ...(params && { params }) }),
    limits.quiet,
    () => observer.until(() => false, limits.retry),
  )
  observer.forget()
  return run
}
