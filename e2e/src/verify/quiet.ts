import { isOver, type Run, type Scenario } from '../stack/chaos-types.ts'
import type { Findings, Tools } from './attempt.ts'
import { VerifyError } from './errors.ts'
import type { Look } from './observer.ts'

/** An alert that is about to fire and may do so in this scenario need not be waited for. */
export async function waitForQuiet(
  { chaos, observer, limits, step }: Tools,
  { expect }: Scenario,
): Promise<void> {
  step('waiting until no run is going on and no alert fires or is about to')
  let left: string[] = []
  const quiet = await observer.until(async look => {
    left = restless(look, expect)
    if (left.length > 0) return false
    // One that does not answer is no verdict.
    const runs = await chaos.runs().catch(() => undefined)
    left = runs === undefined ? ['the chaos service'] : goingOn(runs)
    return left.length === 0
  }, limits.quiet)
  if (!quiet) throw new VerifyError(`not quiet before the start: ${left.join(', ')}`)
}

function goingOn(runs: Run[]): string[] {
  const active = runs.filter(run => !isOver(run))
  return active.map(({ id, scenario }) => `run ${id} of ${scenario}`)
}

/** Alerts that fire, or are about to and may not. */
function restless({ firing, pending }: Look, { mayFire }: Scenario['expect']): string[] {
  const allowed = new Set(mayFire.map(({ alert }) => alert))
  return [...firing, ...[...pending].filter(alert => !allowed.has(alert))]
}

/** Of all alerts, so that one that comes late is counted here and not in the next scenario. */
export async function waitForResolution(
  { observer, limits, step }: Tools,
  { expect }: Scenario,
  findings: Findings,
) {
  step('waiting until every alert has resolved')
  let left: string[] = []
  const resolved = await observer.until(look => {
    left = restless(look, expect)
    return left.length === 0
  }, limits.resolve)
  if (!resolved) findings.problems.push(`fires or is about to after the revert: ${left.join(', ')}`)
}
