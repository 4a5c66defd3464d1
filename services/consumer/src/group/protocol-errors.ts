import { errorChain, protocolNameOf } from '@firedrill/service-kit/kafka/error-chain'

/** The name that the broker gave an error, e.g. REBALANCE_IN_PROGRESS; undefined without one. */
export function protocolType(error: unknown): string | undefined {
  for (const at of errorChain(error)) {
    const name = protocolNameOf(at)
    if (name !== undefined) return name
  }
  return undefined
}

const membershipOver = new Set([
  'UNKNOWN_MEMBER_ID',
  'ILLEGAL_GENERATION',
  'FENCED_INSTANCE_ID',
  'FENCED_MEMBER_EPOCH',
])
const coordinatorLoading = new Set(['GROUP_LOAD_IN_PROGRESS', 'COORDINATOR_LOAD_IN_PROGRESS'])
const rejoinNeeded = new Set(['REBALANCE_IN_PROGRESS', 'NOT_COORDINATOR_FOR_GROUP'])

/** True if the group has gone on without this member: its partitions may have a new owner. */
export function isMembershipOver(error: unknown): boolean {
  return membershipOver.has(protocolType(error) ?? '')
}

/** True if the member must join again but still owns its partitions until it does. */
export function isRejoinNeeded(error: unknown): boolean {
  return rejoinNeeded.has(protocolType(error) ?? '')
}

/** True for a coordinator that is still reading its log: every new cluster begins like that. */
export function isCoordinatorLoading(error: unknown): boolean {
  return coordinatorLoading.has(protocolType(error) ?? '')
}

/** True for a subscription to a topic that no broker has. */
export function isTopicUnknown(error: unknown): boolean {
  return protocolType(error) === 'UNKNOWN_TOPIC_OR_PARTITION'
}
