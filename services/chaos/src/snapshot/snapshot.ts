import type { GroupOffsets } from '../clients/kafka/groups.ts'
import type { FaultContext } from '../faults/fault.ts'
import type { Aspect, Values } from './aspect.ts'

/** Everything mutable as it was before a run touched it. */
export interface Snapshot {
  readonly at: string
  /** By the id of the aspect. */
  readonly values: Readonly<Record<string, Values>>
  /** Committed offsets by group; recorded, never rewound, because consumption goes on. */
  readonly offsets: Readonly<Record<string, GroupOffsets>>
}

/**
 * Reads every aspect of the stack.
 * @throws the first error: without a full snapshot nothing may be injected
 */
export async function takeSnapshot(
  context: FaultContext,
  aspects: readonly Aspect[],
): Promise<Snapshot> {
  const at = new Date().toISOString()
  const read = async (aspect: Aspect) => [aspect.id, await aspect.read(context)] as const
  const [offsets, ...entries] = await Promise.all([
    context.kafka.groups.offsets(),
    ...aspects.map(read),
  ])
  return { at, values: Object.fromEntries(entries), offsets }
}
