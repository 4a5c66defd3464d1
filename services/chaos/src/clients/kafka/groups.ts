import { type Admin, ListOffsetTimestamps, metadataV12 } from '@platformatic/kafka'
import { connectToAny } from './connection.ts'
import { countMembers } from './group-members.ts'

/** Offsets by partition, as decimal strings: an offset may be larger than a number holds. */
export type PartitionOffsets = Record<string, string>

/** Committed offsets by topic. */
export type GroupOffsets = Record<string, PartitionOffsets>

export interface GroupAdmin {
  /** Committed offsets of every group. */
  offsets(): Promise<Record<string, GroupOffsets>>
  /** Committed offsets of one group; empty if it has none. */
  offsetsOf(group: string): Promise<GroupOffsets>
  /** Members of a group as its coordinator knows them. */
  memberCount(group: string): Promise<number>
  /** First or next offset of every partition of a topic. */
  bounds(topic: string, end: 'earliest' | 'latest'): Promise<PartitionOffsets>
  /** Sets committed offsets; the broker refuses while the group has members. */
  setOffsets(group: string, offsets: GroupOffsets): Promise<void>
}

export function createGroupAdmin(admin: Admin): GroupAdmin {
  const offsetsOf = (groups: string[]) => readOffsets(admin, groups)

  return {
    offsets: async () => {
      // Without a type, only classic groups are listed.
      const classic = await admin.listGroups()
      const modern = await admin.listGroups({ types: ['consumer'] })
      return offsetsOf([...new Set([...classic.keys(), ...modern.keys()])])
    },
    offsetsOf: async group => (await offsetsOf([group]))[group] ?? {},
    memberCount: group => countMembers(admin, group),
    bounds: async (topic, end) => {
      const connection = await connectToAny(admin)
      const { topics } = await metadataV12.api.async(connection, [topic], false, false)
      const timestamp =
        end === 'latest' ? ListOffsetTimestamps.LATEST : ListOffsetTimestamps.EARLIEST
      const partitions = (topics[0]?.partitions ?? []).map(({ partitionIndex }) => ({
        partitionIndex,
        timestamp,
      }))
      const [listed] = await admin.listOffsets({ topics: [{ name: topic, partitions }] })
      const found = listed?.partitions ?? []
      return Object.fromEntries(
        found.map(({ partitionIndex, offset }) => [partitionIndex, `${offset}`]),
      )
    },
    setOffsets: (groupId, offsets) =>
      admin.alterConsumerGroupOffsets({
        groupId,
        topics: Object.entries(offsets).map(([name, partitions]) => ({
          name,
          partitionOffsets: Object.entries(partitions).map(([partition, offset]) => ({
            partition: Number(partition),
            offset: BigInt(offset),
          })),
        })),
      }),
  }
}

async function readOffsets(admin: Admin, groups: string[]): Promise<Record<string, GroupOffsets>> {
  if (groups.length === 0) return {}
  const byGroup: Record<string, GroupOffsets> = {}
  for (const { groupId, topics } of await admin.listConsumerGroupOffsets({ groups })) {
    const entries = topics.map(({ name, partitions }): [string, PartitionOffsets] => [
      name,
      Object.fromEntries(
        partitions
          .filter(({ committedOffset }) => committedOffset >= 0n)
          .map(({ partitionIndex, committedOffset }) => [partitionIndex, `${committedOffset}`]),
      ),
    ])
    byGroup[groupId] = Object.fromEntries(entries)
  }
  return byGroup
}
