import { setTimeout as sleep } from 'node:timers/promises'
import type { Scenario } from '../scenarios/scenario.ts'
import { tryAppend } from './best-effort.ts'
import type { RunControl } from './control.ts'
import { enter, tell } from './entries.ts'
import { findDanger } from './guard.ts'
import type { RunParts } from './parts.ts'
import type { RunRecord } from './record.ts'

/**
 * Ends a run that does not become active in its time, or that harms the machine before.
 * @param done aborts when the run is active
 */
export async function watchInjection(
  parts: RunParts,
  { run }: RunRecord,
  scenario: Scenario,
  control: RunControl,
  done: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([done, control.signal])
  while (!signal.aborted) {
    const endsAt = Date.parse(run.endsAt)
    if (Date.now() >= endsAt) {
      control.end('expired')
      const text = `The time of ${run.ttlSeconds} s was over before all faults were in place`
      return tryAppend(parts, run.id, enter('EXPIRED', text))
    }
    const danger = await findDanger(parts, scenario, { endsAt, signal })
    if (danger !== undefined && !signal.aborted) {
      control.end('guarded')
      return tryAppend(parts, run.id, tell('note', danger))
    }
    await sleep(parts.pollMs, undefined, { signal }).catch(() => undefined)
  }
}
