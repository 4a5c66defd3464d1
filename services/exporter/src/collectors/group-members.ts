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
}

/** Adds up the subscriptions and assignments of members. */
export function mergeSubscriptions(
  members: Iterable<{
    readonly topics: readonly string[]
    readonly assigned: readonly { readonly topic: string; readonly partitions: readonly number[] }[]
  }>,
): Subscription {
  const topics = new Set<string>()
  const assigned = new Map<string, number[]>()
  for (const member of members) {
    for (const topic of member.topics) topics.add(topic)
    for (const { topic, partitions } of member.assigned) {
      topics.add(topic)
      assigned.set(topic, [...(assigned.get(topic) ?? []), ...partitions])
    }
  }
  return { topics, assigned }
}
