import type { Scenario } from '../stack/chaos-types.ts'
import type { Tools } from './attempt.ts'

/** Looks at the stack while these alerts of the scenario fire; bounds its own time. */
export type WhileFiring = (scenario: string, alerts: readonly string[]) => Promise<void>

// Only ends a wait that nothing else ends.
const longestSeconds = 900

/**
 * Lets somebody look at the stack when all expected alerts fire, and again for allowed ones that
 * began meanwhile, until there is none that was not looked at. Observes alerts all the while.
 */
export async function lookWhileFiring(
  { observer, step, whileFiring }: Tools,
  { id, expect }: Scenario,
): Promise<void> {
  if (whileFiring === undefined || expect.fires.length === 0) return
  step('all expected alerts fire: looking at the stack')
  const left = new Set([...expect.fires, ...expect.mayFire].map(({ alert }) => alert))
  let looking: Promise<void> = Promise.resolve()
  let isBusy = false
  await observer.whileRunning(({ firing }) => {
    if (isBusy) return false
    const alerts = [...left].filter(alert => firing.has(alert))
    if (alerts.length === 0) return true
    for (const alert of alerts) left.delete(alert)
    isBusy = true
    looking = whileFiring(id, alerts).finally(() => {
      isBusy = false
    })
    // Awaited below; a failure must not go unheard until then.
    looking.catch(() => left.clear())
    return false
  }, longestSeconds)
  await looking
}
