import type { Subscription } from '../collectors/group-members.ts'
import type { Group } from '../collectors/groups.ts'
import type { OffsetRange, PartitionOffsets } from '../collectors/partition-offsets.ts'

/** Where a group stands on one partition. */
export interface Position {
  readonly group: string
  readonly topic: string
  readonly partition: number
  readonly committed: number
  /** Absent while the partition's offsets are unknown, e.g. without a leader. */
  readonly range?: OffsetRange
}

/**
 * End minus committed. Below the log's start it still counts all of it, as Kafka's own tool does:
 * more lag than records are kept is how lost data shows. Beyond the end (truncation, or a commit
 * between two questions) it is 0, never negative.
 */
export function lagOf(committed: number, { end }: OffsetRange): number {
  return Math.max(end - committed, 0)
}

/**
 * The positions of a group on the topics that it reads. Committed offsets outlive a subscription:
 * those of a topic that the group has left are not its lag. A group without members, or one whose
 * subscription is unknown, is taken to read all that it has committed.
 * @param known the topics that exist, and the offsets that could be read
 */
export function positionsOf(
  group: Group,
  subscription: Subscription | undefined,
  known: { topics: ReadonlyMap<string, unknown>; offsets: PartitionOffsets },
): Position[] {
  const positions: Position[] = []
  for (const [topic, partitions] of group.committed ?? []) {
    if (!known.topics.has(topic)) continue
    if (subscription !== undefined && !subscription.topics.has(topic)) continue
    for (const [partition, committed] of partitions) {
      const range = known.offsets.get(topic)?.get(partition)
      const position = { group: group.id, topic, partition, committed }
      positions.push(range === undefined ? position : { ...position, range })
    }
  }
  return positions
}

/**
 * Members without a partition, by group: of the last assignment that is known, since a coordinator
 * does not tell it during a rebalance.
 */
export function idleMembersOf(
  groups: readonly Group[],
  subscriptionOf: (group: Group) => Subscription | undefined,
): Map<string, number> {
  const idle = groups.flatMap((group): [string, number][] => {
    const count = group.members === 0 ? 0 : subscriptionOf(group)?.idleMembers
    return count === undefined ? [] : [[group.id, count]]
  })
  return new Map(idle)
}

/**
 * For each topic that is assigned: partitions that hold records and have no committed offset.
 * @returns nothing when the assignment or the committed offsets are unknown
 */
export function partitionsWithoutCommit(
  group: Group,
  subscription: Subscription | undefined,
  offsets: PartitionOffsets,
): Map<string, number> {
  const counts = new Map<string, number>()
  if (subscription === undefined || group.committed === undefined) return counts
  for (const [topic, partitions] of subscription.assigned) {
    const ranges = offsets.get(topic)
    if (ranges === undefined) continue
    const committed = group.committed.get(topic)
    const uncommitted = partitions.filter(partition => {
      const range = ranges.get(partition)
      return range !== undefined && range.end > range.start && !committed?.has(partition)
    })
    counts.set(topic, uncommitted.length)
  }
  return counts
}
