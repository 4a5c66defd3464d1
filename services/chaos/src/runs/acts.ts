import { check } from '@firedrill/service-kit/validation'
import type { FaultContext, FaultUse } from '../faults/fault.ts'
import { findFault } from '../faults/index.ts'
import type { Act } from './record.ts'

/** Reads what undoes a use; changes nothing. */
export async function prepareAct(
  context: FaultContext,
  use: FaultUse,
  names: { id: string; owner: string },
): Promise<Act> {
  const fault = findFault(use.fault)
  const params = check(fault.params, use.params)
  if (!params.ok) throw new TypeError(`${use.fault}: ${JSON.stringify(params.fields)}`)
  return { ...names, use, undo: await fault.prepare(context, params.value) }
}

export async function applyAct(context: FaultContext, { use }: Act): Promise<void> {
  await findFault(use.fault).apply(context, use.params)
}

export async function revertAct(context: FaultContext, { use, undo }: Act): Promise<void> {
  await findFault(use.fault).revert(context, undo)
}

/** One line for the timeline. */
export function describeUse({ fault, params }: FaultUse): string {
  return findFault(fault).describe(params)
}

/** What a list of uses touches, each thing once. */
export function claimsOf(uses: readonly FaultUse[]): string[] {
  return [...new Set(uses.flatMap(({ fault, params }) => findFault(fault).claims(params)))]
}
