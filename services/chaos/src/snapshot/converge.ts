import { isDeepStrictEqual } from 'node:util'
import type { FaultContext } from '../faults/fault.ts'
import { reasonOf } from '../reason.ts'
import type { Aspect, Difference, Values } from './aspect.ts'
import type { Snapshot } from './snapshot.ts'

/** A difference at the time of a step, and whether the next step may find it gone. */
export interface Remaining extends Difference {
  readonly irreversible: boolean
}

/**
 * One step towards the snapshot: compares each aspect with it and puts back what differs.
 * An aspect that fails does not keep the others back.
 * @returns what differed before this step, with `aspect/` before each path; empty at the goal
 */
export async function convergeOnce(
  context: FaultContext,
  aspects: readonly Aspect[],
  snapshot: Snapshot,
  onError: (aspect: string, error: unknown) => void,
): Promise<Remaining[]> {
  const all: Remaining[] = []
  for (const aspect of aspects) {
    const report = (error: unknown) => onError(aspect.id, error)
    const found = await convergeAspect(context, aspect, snapshot.values[aspect.id] ?? {}, report)
    const irreversible = aspect.irreversible === true
    all.push(...found.map(each => ({ ...each, path: `${aspect.id}/${each.path}`, irreversible })))
  }
  return all
}

async function convergeAspect(
  context: FaultContext,
  aspect: Aspect,
  before: Values,
  onError: (error: unknown) => void,
): Promise<Difference[]> {
  let after: Values
  try {
    after = await aspect.read(context)
  } catch (error) {
    onError(error)
    return [{ path: '*', before: 'readable', after: reasonOf(error) }]
  }
  const differences = compare(aspect, before, after)
  if (differences.length > 0) await aspect.restore(context, differences).catch(onError)
  return differences
}

/** Every path whose value differs and matters. */
export function compare(aspect: Aspect, before: Values, after: Values): Difference[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...paths]
    .map(path => ({ path, before: before[path], after: after[path] }))
    .filter(each => !isDeepStrictEqual(each.before, each.after) && !aspect.tolerates?.(each))
}
