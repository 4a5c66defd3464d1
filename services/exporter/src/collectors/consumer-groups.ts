import { consumerGroupDescribeV0 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import { type GroupMembers, type MemberReads, mergeSubscriptions } from './group-members.ts'

/** Describes groups of the KIP-848 protocol, for which DescribeGroups would answer Dead. */
export async function describeConsumerGroups(
  brokers: Brokers,
  address: Address,
  ids: string[],
  failures: unknown[],
): Promise<Map<string, GroupMembers>> {
  const described = new Map<string, GroupMembers>()
  if (ids.length === 0) return described
  const answer = await brokers.request(address, consumerGroupDescribeV0.api, ids, false)
  for (const group of answer.groups) {
    if (group.errorCode !== 0) {
      failures.push(new ItemError(group.groupId, group.errorCode))
      continue
    }
    described.set(group.groupId, {
      state: group.groupState,
      members: group.members.length,
      subscription: mergeSubscriptions(
        group.members.map(member => memberReads(member, group.groupState)),
      ),
    })
  }
  return described
}

const targetStates = new Set(['Stable', 'Reconciling'])

type Member = consumerGroupDescribeV0.ConsumerGroupDescribeResponseMember

function memberReads(member: Member, groupState: string): MemberReads {
  // The target is what the member will read once the others have let go of it.
  const target = member.targetAssignment.topicPartitions.map(({ topicName }) => topicName)
  return {
    topics: [...member.subscribedTopicNames, ...target],
    assigned: member.assignment.topicPartitions.map(({ topicName, partitions }) => ({
      topic: topicName,
      partitions,
    })),
    // In any other state the target of the newest members is not computed yet.
    idle: targetStates.has(groupState) ? target.length === 0 : undefined,
  }
}
