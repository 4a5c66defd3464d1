/** The members of a group and what they read. */
export interface GroupMembers {
  /** State at the time of the description, a little later than the list's. */
  readonly state: string
  readonly members: number
  readonly subscription?: Subscription
}

/** What the members of a group together read. */
export interface Subscription {
  /** Topics that a member subscribes to or is assigned. */
  readonly topics: ReadonlySet<string>
  /** Partitions that some member is assigned, by topic. */
  readonly assigned: ReadonlyMap<string, readonly number[]>
  /** Members without a partition. Absent when that is not known of each of them. */
  readonly idleMembers?: number
}

/** What one member reads. */
export interface MemberReads {
  readonly topics: readonly string[]
  readonly assigned: readonly { readonly topic: string; readonly partitions: readonly number[] }[]
  /** Whether the last assignment gave it no partition; undefined when that is not known. */
  readonly idle: boolean | undefined
}

/** Adds up the subscriptions and assignments of members. */
export function mergeSubscriptions(members: readonly MemberReads[]): Subscription {
  const topics = new Set<string>()
  const assigned = new Map<string, number[]>()
  for (const member of members) {
    for (const topic of member.topics) topics.add(topic)
    for (const { topic, partitions } of member.assigned) {
      topics.add(topic)
      assigned.set(topic, [...(assigned.get(topic) ?? []), ...partitions])
    }
  }
  const known = members.every(({ idle }) => idle !== undefined)
  return {
    topics,
    assigned,
    ...(known && { idleMembers: members.filter(({ idle }) => idle).length }),
  }
}
