import { setTimeout as sleep } from 'node:timers/promises'
import { reasonOf } from '../reason.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { tryAppend } from './best-effort.ts'
import type { RunControl } from './control.ts'
import { enter, event, tell } from './entries.ts'
import { findDanger } from './guard.ts'
import type { RunParts } from './parts.ts'
import type { RunRecord } from './record.ts'
import { createRecovery, type Recovery, type Witnesses } from './recovery.ts'
import type { EndReason } from './run.ts'

/** How long a fixed run waits for its alerts to resolve before it puts the rest back. */
const resolveSeconds = 120

/**
 * Looks at an active run until it is fixed, its time is over, or somebody ends it.
 * A fixed run stays as it is until the alerts that the fix must resolve are silent: it shall be
 * the fix that resolved them, not the revert.
 */
export async function watchRun(
  parts: RunParts,
  record: RunRecord,
  scenario: Scenario,
  control: RunControl,
): Promise<EndReason> {
  const { run } = record
  const { store, logger, pollMs } = parts
  const look = createLook(parts, record, scenario)
  while (Date.now() < Date.parse(run.endsAt)) {
    if (control.reason !== undefined) return control.reason
    const danger = await findDanger(parts, scenario)
    if (danger !== undefined) {
      await tryAppend(parts, run.id, tell('note', danger))
      return 'guarded'
    }
    try {
      if (await look()) return 'fixed'
    } catch (error) {
      logger.warn({ reason: reasonOf(error), run: run.id }, 'a look at the recovery failed')
    }
    await sleep(pollMs, undefined, { signal: control.signal }).catch(() => undefined)
  }
  if (control.reason !== undefined) return control.reason
  if (run.state === 'FIXED') return 'fixed'
  await store.append(run.id, enter('EXPIRED', `The time of ${run.ttlSeconds} s is over`))
  return 'expired'
}

/** @returns a look at the run that says whether it is fixed and its alerts are silent */
function createLook(
  { prometheus, store, context: { kafka, services } }: RunParts,
  { run }: RunRecord,
  scenario: Scenario,
): () => Promise<boolean> {
  const recovery = recoveryOf(scenario, run, { prometheus, kafka, services })
  const waiting = new Set(scenario.expect.fires.map(({ alert }) => alert))
  let fixedAt: number | undefined

  return async () => {
    if (recovery === undefined) return false
    const now = Date.now()
    const firing = await prometheus.firingAlerts()
    for (const alert of firing) waiting.delete(alert)
    if (fixedAt !== undefined) {
      return isSilent(scenario, firing) || now - fixedAt > resolveSeconds * 1000
    }
    const holds = await recovery.evaluate(now)
    const meansSomething = recovery.wasFalse || waiting.size === 0
    if (!(holds && meansSomething)) return false
    fixedAt = now
    const text = scenario.recovered?.text ?? ''
    await store.append(run.id, { type: 'recovered', event: event('recovery', text) })
    await store.append(run.id, enter('FIXED', 'Recovered; waiting for the alerts to resolve'))
    if (isSilent(scenario, firing)) return true
    await store.append(run.id, tell('note', `Still firing: ${firing.join(', ')}`))
    return false
  }
}

function recoveryOf(
  scenario: Scenario,
  run: RunRecord['run'],
  witnesses: Witnesses,
): Recovery | undefined {
  if (scenario.recovered === null) return undefined
  const createdAt = Date.parse(run.createdAt)
  const injectedAt = Date.parse(run.injectedAt ?? run.createdAt)
  const conditions = scenario.recovered.conditions(run.params)
  return createRecovery(conditions, witnesses, { createdAt, injectedAt })
}

function isSilent({ expect }: Scenario, firing: readonly string[]): boolean {
  const byFix = expect.fires.filter(({ resolvesAfter }) => resolvesAfter === 'fix')
  return !byFix.some(({ alert }) => firing.includes(alert))
}
