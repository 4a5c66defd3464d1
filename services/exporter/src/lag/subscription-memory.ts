import type { Subscription } from '../collectors/group-members.ts'
import type { Group } from '../collectors/groups.ts'

/** What each group reads, over rebalances, during which the coordinator does not say it. */
export interface SubscriptionMemory {
  update(groups: readonly Group[]): void
  /** Undefined for a group without members, and for one never seen stable. */
  of(group: Group): Subscription | undefined
}

/** Makes an empty memory. */
export function createSubscriptionMemory(): SubscriptionMemory {
  let known = new Map<string, Subscription>()
  return {
    update(groups) {
      const next = new Map<string, Subscription>()
      for (const group of groups) {
        const subscription = group.subscription ?? known.get(group.id)
        if (subscription !== undefined && !isEmpty(group)) next.set(group.id, subscription)
      }
      known = next
    },
    of: group => known.get(group.id),
  }
}

/** Of a group that only commits no members are known, but its state is. */
function isEmpty({ state, members }: Group): boolean {
  return members === 0 || state === 'Empty'
}
