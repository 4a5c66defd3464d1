import { type Admin, consumerGroupDescribeV0, findCoordinatorV6 } from '@platformatic/kafka'
import { connectTo, connectToAny } from './connection.ts'

const keyOfGroup = 0

/**
 * Members of a group as its coordinator knows them, 0 where there is no such group. DescribeGroups
 * takes groups of KIP-848 for dead, and their own request is answered by the coordinator alone.
 */
export async function countMembers(admin: Admin, group: string): Promise<number> {
  const modern = await admin.listGroups({ types: ['consumer'] })
  if (modern.has(group)) return countModernMembers(admin, group)
  const described = await admin.describeGroups({ groups: [group] })
  return described.get(group)?.members.size ?? 0
}

async function countModernMembers(admin: Admin, group: string): Promise<number> {
  const any = await connectToAny(admin)
  const { coordinators } = await findCoordinatorV6.api.async(any, keyOfGroup, [group])
  const [coordinator] = coordinators
  if (coordinator === undefined) return 0
  const connection = await connectTo(admin, coordinator.nodeId)
  const { groups } = await consumerGroupDescribeV0.api.async(connection, [group], false)
  return groups[0]?.members.length ?? 0
}
