import {
  decodeConsumerProtocolAssignment,
  decodeConsumerProtocolSubscription,
  describeGroupsV5,
} from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import { type GroupMembers, type MemberReads, mergeSubscriptions } from './group-members.ts'

/** Describes groups of the classic protocol; all of them coordinated by that broker. */
export async function describeClassicGroups(
  brokers: Brokers,
  address: Address,
  ids: string[],
  failures: unknown[],
): Promise<Map<string, GroupMembers>> {
  const described = new Map<string, GroupMembers>()
  if (ids.length === 0) return described
  const answer = await brokers.request(address, describeGroupsV5.api, ids, false)
  for (const group of answer.groups) {
    if (group.errorCode !== 0) {
      failures.push(new ItemError(group.groupId, group.errorCode))
      continue
    }
    described.set(group.groupId, {
      state: group.groupState,
      members: group.members.length,
      // Only a stable group tells what its members read.
      ...(group.groupState === 'Stable' && {
        subscription: mergeSubscriptions(group.members.map(decodeMember)),
      }),
    })
  }
  return described
}

type Member = describeGroupsV5.DescribeGroupsResponseMember

function decodeMember({ memberMetadata, memberAssignment }: Member): MemberReads {
  const assigned = decodeAssignment(memberAssignment)
  const subscribed = decoded(() => decodeConsumerProtocolSubscription(memberMetadata))
  return {
    topics: subscribed?.topics ?? [],
    assigned: assigned ?? [],
    idle: assigned?.every(({ partitions }) => partitions.length === 0),
  }
}

function decodeAssignment(bytes: Buffer) {
  // To a member that gets nothing, some leaders send nothing.
  if (bytes.length === 0) return []
  return decoded(() => decodeConsumerProtocolAssignment(bytes))?.assignedPartitions
}

/** Some clients write bytes of their own into these fields: then nothing is known. */
function decoded<T>(decode: () => T): T | undefined {
  try {
    return decode()
  } catch {
    return undefined
  }
}
