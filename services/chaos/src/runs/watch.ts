import { setTimeout as sleep } from 'node:timers/promises'
import { reasonOf } from '../reason.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { settingsAspect } from '../snapshot/settings.ts'
import { tryAppend } from './best-effort.ts'
import type { RunControl } from './control.ts'
import { demandsOf } from './demands.ts'
import { enter, event, tell } from './entries.ts'
import { findDanger } from './guard.ts'
import { answerWithin, type Limit } from './limit.ts'
import type { RunParts } from './parts.ts'
import type { RunRecord } from './record.ts'
import { createRecovery, type Recovery, type Witnesses } from './recovery.ts'
import type { EndReason } from './run.ts'

/** How long a fixed run waits for its alerts to resolve before it puts the rest back. */
const resolveSeconds = 120

// As long as one request to Kafka may take. Whoever answers later, e.g. a service that its work
// blocks, is asked again; meanwhile the guard has to look.
const longestLookMs = 10_000

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
  const { signal } = control
  const endsAt = Date.parse(run.endsAt)
  const limit = () => ({ endsAt: Math.min(endsAt, Date.now() + longestLookMs), signal })
  while (Date.now() < endsAt) {
    if (control.reason !== undefined) return control.reason
    const danger = await findDanger(parts, scenario, limit())
    if (danger !== undefined) {
      await tryAppend(parts, run.id, tell('note', danger))
      return 'guarded'
    }
    try {
      if (await look(limit())) return 'fixed'
    } catch (error) {
      if (control.reason !== undefined) return control.reason
      logger.warn({ reason: reasonOf(error), run: run.id }, 'a look at the recovery failed')
    }
    const pauseMs = Math.max(0, Math.min(pollMs, endsAt - Date.now()))
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
  }
  if (control.reason !== undefined) return control.reason
  if (run.state === 'FIXED') return 'fixed'
  await store.append(run.id, enter('EXPIRED', `The time of ${run.ttlSeconds} s is over`))
  return 'expired'
}

/**
 * @returns a look at the run that says whether it is fixed and its alerts are silent; its questions
 * are limited, what it writes down is not
 */
function createLook(
  { prometheus, store, context: { kafka, services } }: RunParts,
  record: RunRecord,
  scenario: Scenario,
): (limit: Limit) => Promise<boolean> {
  const { run } = record
  const recovery = recoveryOf(scenario, record, { prometheus, kafka, services })
  const waiting = new Set(scenario.expect.fires.map(({ alert }) => alert))
  let fixedAt: number | undefined

  return async limit => {
    if (recovery === undefined) return false
    const now = Date.now()
    const firing = await answerWithin(limit, () => prometheus.firingAlerts()).catch(error => {
      recovery.forget()
      throw error
    })
    for (const alert of firing) waiting.delete(alert)
    if (fixedAt !== undefined) {
      return isSilent(scenario, firing) || now - fixedAt > resolveSeconds * 1000
    }
    const holds = await recovery.evaluate(now, limit)
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
  { run, snapshot }: RunRecord,
  witnesses: Witnesses,
): Recovery | undefined {
  const conditions = demandsOf(scenario, run.params)
  if (conditions === undefined) return undefined
  const createdAt = Date.parse(run.createdAt)
  const injectedAt = Date.parse(run.injectedAt ?? run.createdAt)
  const settings = snapshot?.values[settingsAspect.id] ?? {}
  return createRecovery(conditions, witnesses, { createdAt, injectedAt, settings })
}

function isSilent({ expect }: Scenario, firing: readonly string[]): boolean {
  const byFix = expect.fires.filter(({ resolvesAfter }) => resolvesAfter === 'fix')
  return !byFix.some(({ alert }) => firing.includes(alert))
}
