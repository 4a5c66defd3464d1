import { isDeepStrictEqual } from 'node:util'
import { OperationalError } from '@firedrill/service-kit/errors'
import { check } from '@firedrill/service-kit/validation'
import { chaosErrors } from '../errors.ts'
import type { Fault, FaultContext, FaultUse } from '../faults/fault.ts'
import { faults } from '../faults/index.ts'
import { reasonOf } from '../reason.ts'
import { applyAct, describeUse, prepareAct, revertAct } from './acts.ts'
import { contextOf } from './context.ts'
import { event, tell } from './entries.ts'
import { type ActiveRun, assertActive } from './fixes.ts'
import type { RunParts } from './parts.ts'
import { type Act, actionOwner } from './record.ts'
import type { Run } from './run.ts'
import type { RunStore } from './store.ts'

/** What a person may do by hand during a run. */
export const offeredFaults: readonly Fault[] = faults.filter(({ offered }) => offered !== undefined)

/**
 * Finds what is asked for and checks its parameters.
 * @throws OperationalError INVALID_REQUEST that names what is offered or every wrong field
 */
export function acceptAction(request: { action: string; params: unknown }): FaultUse {
  const fault = offeredFaults.find(({ id }) => id === request.action)
  if (fault === undefined) {
    const message = `must be one of: ${offeredFaults.map(({ id }) => id).join(', ')}`
    throw refusal([{ field: 'action', message }])
  }
  const params = check(fault.params, request.params)
  if (params.ok) return { fault: fault.id, params: params.value }
  throw refusal(params.fields.map(each => ({ ...each, field: `params.${each.field}` })))
}

/**
 * Does it, with its undo on disk first, and writes down that it was tried. One that fails half way
 * is undone. What a key has done already is not done again.
 * @returns the run in which it was done
 * @throws OperationalError RUN_NOT_ACTIVE, INVALID_REQUEST for a key that is used up, or why it
 * failed
 */
export function takeAction(
  parts: RunParts,
  { record, control }: ActiveRun,
  use: FaultUse,
  key?: string,
): Promise<Run> {
  const { run } = record
  const { store } = parts
  return control.exclusive(async () => {
    const earlier = findTaken(store, key, use)
    if (earlier !== undefined) return earlier
    assertActive(record)
    const context = contextOf(parts, run)
    const interruptible = { ...context, signal: control.signal }
    const number = record.acts.filter(({ owner }) => owner === actionOwner).length + 1
    const names = { id: `${actionOwner}-${number}`, owner: actionOwner }
    const prepared = await prepareAct(interruptible, use, names)
    const act = { ...prepared, ...(key !== undefined && { idempotencyKey: key }) }
    await store.append(run.id, { type: 'act', act })
    try {
      await applyAct(interruptible, act)
    } catch (error) {
      const text = `Tried, failed and undone: ${describeUse(use)} (${reasonOf(error)})`
      await store.append(run.id, tell('action', text))
      // What cannot be undone now is undone when the run ends.
      await undo(parts, run.id, context, act).catch(() => undefined)
      throw error
    }
    const done = event('action', describeUse(use))
    await store.append(run.id, { type: 'done', act: act.id, event: done })
    return run
  })
}

/** The run in which a key has done this already. @throws when it did another thing, or failed */
export function findTaken(
  store: RunStore,
  key: string | undefined,
  use: FaultUse,
): Run | undefined {
  if (key === undefined) return undefined
  const own = ({ idempotencyKey }: Act) => idempotencyKey === key
  const record = store.list().find(({ acts }) => acts.some(own))
  const act = record?.acts.find(own)
  if (record === undefined || act === undefined) return undefined
  const { run } = record
  if (!isDeepStrictEqual(act.use, use)) {
    throw refuseKey(`has done another thing in ${run.id}`)
  }
  // Nobody knows how far it came: e.g. whether its records were sent after all.
  if (!act.done) throw refuseKey(`has failed in ${run.id}: see its timeline, and use another key`)
  return run
}

function refuseKey(message: string): OperationalError {
  return refusal([{ field: 'Idempotency-Key', message }])
}

/** Undoes it once and for all: at a second time the stack may have moved on. */
async function undo(
  { store }: RunParts,
  runId: string,
  context: FaultContext,
  act: Act,
): Promise<void> {
  await revertAct(context, act)
  await store.append(runId, { type: 'reverted', act: act.id })
}

function refusal(fields: { field: string; message: string }[]): OperationalError {
  const detail = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
  return new OperationalError(chaosErrors.invalidRequest, detail, { fields })
}
