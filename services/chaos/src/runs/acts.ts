import { check } from '@firedrill/service-kit/validation'
import type { FaultContext, FaultUse } from '../faults/fault.ts'
import { findFault } from '../faults/index.ts'
import type { Act } from './record.ts'

/** Longer than any request that may be under way: the stop of a process takes 45 s at most. */
const patienceMs = 60_000

/** Reads what undoes a use; changes nothing. @throws when the context's signal aborts */
export async function prepareAct(
  context: FaultContext,
  use: FaultUse,
  names: { id: string; owner: string },
): Promise<Act> {
  const fault = findFault(use.fault)
  const params = check(fault.params, use.params)
  if (!params.ok) throw new TypeError(`${use.fault}: ${JSON.stringify(params.fields)}`)
  context.signal?.throwIfAborted()
  const undo = await heeding(context.signal, fault.prepare(context, params.value))
  return { ...names, use, undo }
}

/** @throws when the context's signal aborts before it is done */
export async function applyAct(context: FaultContext, { use }: Act): Promise<void> {
  context.signal?.throwIfAborted()
  await heeding(context.signal, findFault(use.fault).apply(context, use.params))
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

/** Work that does not hear the signal is left alone after a while: it must not keep a run open. */
async function heeding<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  const deaf = Promise.withResolvers<never>()
  const reason = new Error(`it goes on ${patienceMs / 1000} s after the run was to end`)
  let timer: NodeJS.Timeout | undefined
  const giveUpSoon = () => {
    timer = setTimeout(() => deaf.reject(reason), patienceMs)
  }
  signal?.addEventListener('abort', giveUpSoon, { once: true })
  try {
    return await Promise.race([work, deaf.promise])
  } finally {
    signal?.removeEventListener('abort', giveUpSoon)
    clearTimeout(timer)
  }
}
