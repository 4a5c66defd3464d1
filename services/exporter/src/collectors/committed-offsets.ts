import { offsetFetchV8 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { ItemError } from '../kafka/protocol-error.ts'

/** Committed offsets of one group, by topic and partition; −1 of the protocol is absent here. */
export type Committed = ReadonlyMap<string, ReadonlyMap<number, number>>

/** Fetches all committed offsets of groups that one broker coordinates, in one request. */
export async function fetchCommitted(
  brokers: Brokers,
  address: Address,
  groupIds: readonly string[],
  failures: unknown[],
): Promise<Map<string, Committed>> {
  const byGroup = new Map<string, Committed>()
  if (groupIds.length === 0) return byGroup
  const wanted = groupIds.map(groupId => ({ groupId, memberEpoch: -1, topics: null }))
  const answer = await brokers.request(address, offsetFetchV8.api, wanted, false)
  for (const { groupId, errorCode, topics } of answer.groups) {
    if (errorCode !== 0) {
      failures.push(new ItemError(groupId, errorCode))
      continue
    }
    const committed = new Map<string, Map<number, number>>()
    for (const { name, partitions } of topics) {
      const good = partitions.filter(({ errorCode: code, committedOffset }) => {
        if (code !== 0) failures.push(new ItemError(`${groupId} on ${name}`, code))
        return code === 0 && committedOffset >= 0n
      })
      const offsets = good.map(
        ({ partitionIndex, committedOffset }) => [partitionIndex, Number(committedOffset)] as const,
      )
      if (offsets.length > 0) committed.set(name, new Map(offsets))
    }
    byGroup.set(groupId, committed)
  }
  return byGroup
}
