import { OperationalError } from '@firedrill/service-kit/errors'
import { retryWhileUnreachable } from '../clients/retry.ts'
import { chaosErrors } from '../errors.ts'
import type { FaultUse } from '../faults/fault.ts'
import { reasonOf } from '../reason.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { applyAct, describeUse, prepareAct, revertAct } from './acts.ts'
import { contextOf } from './context.ts'
import type { RunControl } from './control.ts'
import { event, tell } from './entries.ts'
import type { RunParts } from './parts.ts'
import type { Act, RunRecord } from './record.ts'

/** What a drill slows down may answer no request for as long as its work takes. */
const undoPatienceSeconds = 60

/** A run under way, with what is needed to act in it. */
export interface ActiveRun {
  readonly record: RunRecord
  readonly scenario: Scenario
  readonly control: RunControl
}

/**
 * Applies a fix of the scenario; its undo is on disk first. One that is in place already stays.
 * @throws OperationalError INVALID_REQUEST for an unknown fix, RUN_NOT_ACTIVE, or why an act
 * failed; then nothing of the fix remains
 */
export function applyFix(parts: RunParts, active: ActiveRun, fixId: string): Promise<void> {
  const { record, scenario, control } = active
  const { kind, fix } = findFix(scenario, fixId)
  return control.exclusive(async () => {
    assertActive(record)
    if (inPlace(record, fixId)) return
    const attempt = record.acts.filter(({ owner }) => owner === fixId).length
    const acts = await doAll(parts, active, { fixId, attempt, uses: fix.acts(record.run.params) })
    const text = `${fix.title} (${acts.map(({ use }) => describeUse(use)).join('; ')})`
    const applied = event('fix', text, { fix: fixId })
    await parts.store.append(record.run.id, {
      type: 'fix',
      id: fixId,
      kind,
      undone: false,
      event: applied,
    })
  })
}

/** Undoes a fix that is in place, last act first. @throws as {@link applyFix} */
export function undoFix(parts: RunParts, active: ActiveRun, fixId: string): Promise<void> {
  const { record, scenario, control } = active
  const { kind, fix } = findFix(scenario, fixId)
  return control.exclusive(async () => {
    assertActive(record)
    if (!inPlace(record, fixId)) return
    await undoAll(parts, active, fixId)
    const undone = event('fix', `Undone: ${fix.title}`, { fix: fixId })
    await parts.store.append(record.run.id, {
      type: 'fix',
      id: fixId,
      kind,
      undone: true,
      event: undone,
    })
  })
}

async function doAll(
  parts: RunParts,
  active: ActiveRun,
  { fixId, attempt, uses }: { fixId: string; attempt: number; uses: readonly FaultUse[] },
): Promise<Act[]> {
  const { record, control } = active
  const { store } = parts
  const interruptible = { ...contextOf(parts, record.run), signal: control.signal }
  const acts: Act[] = []
  try {
    for (const [index, use] of uses.entries()) {
      const names = { id: `${fixId}-${attempt + index + 1}`, owner: fixId }
      const act = await prepareAct(interruptible, use, names)
      await store.append(record.run.id, { type: 'act', act })
      acts.push(act)
      await applyAct(interruptible, act)
    }
    return acts
  } catch (error) {
    const text = `${fixId} failed and is undone: ${reasonOf(error)}`
    await store.append(record.run.id, tell('note', text))
    // What cannot be undone now is undone when the run ends.
    await undoAll(parts, active, fixId).catch(() => undefined)
    throw error
  }
}

async function undoAll(
  parts: RunParts,
  { record, control: { signal } }: ActiveRun,
  fixId: string,
): Promise<void> {
  const context = contextOf(parts, record.run)
  const acts = record.acts.filter(({ owner, reverted }) => owner === fixId && !reverted)
  for (const act of acts.reverse()) {
    await retryWhileUnreachable(() => revertAct(context, act), {
      seconds: undoPatienceSeconds,
      signal,
    })
    await parts.store.append(record.run.id, { type: 'reverted', act: act.id })
  }
}

function findFix({ fixes }: Scenario, fixId: string) {
  for (const kind of ['right', 'wrong'] as const) {
    const fix = fixes[kind].find(({ id }) => id === fixId)
    if (fix !== undefined) return { kind, fix }
  }
  const known = [...fixes.right, ...fixes.wrong].map(({ id }) => id).join(', ') || 'none'
  const message = `must be one of: ${known}`
  throw new OperationalError(chaosErrors.invalidRequest, `fix ${message}`, {
    fields: [{ field: 'fix', message }],
  })
}

/** @throws OperationalError RUN_NOT_ACTIVE */
export function assertActive({ run }: RunRecord): void {
  if (run.state === 'ACTIVE') return
  throw new OperationalError(chaosErrors.runNotActive, `${run.id} is ${run.state}`)
}

function inPlace({ run }: RunRecord, fixId: string): boolean {
  return run.fixes.some(({ id, undoneAt }) => id === fixId && undoneAt === undefined)
}
