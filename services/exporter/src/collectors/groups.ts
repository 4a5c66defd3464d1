import { listGroupsV4, listGroupsV5 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import { describeClassicGroups } from './classic-groups.ts'
import type { Cluster } from './cluster.ts'
import { type Collected, chunks, collectEach } from './collected.ts'
import { type Committed, fetchCommitted } from './committed-offsets.ts'
import { describeConsumerGroups } from './consumer-groups.ts'
import type { GroupMembers } from './group-members.ts'

/** One consumer group as its coordinator knows it. */
export interface Group {
  readonly id: string
  readonly state: string
  /** Absent when the coordinator did not describe the group, and when the group only commits. */
  readonly members?: number
  /** Absent when it is not known, as during a rebalance of the classic protocol. */
  readonly subscription?: GroupMembers['subscription']
  /** Absent when the committed offsets could not be read. */
  readonly committed?: Committed
}

interface Listed {
  readonly id: string
  readonly type: string
  readonly protocolType: string
  readonly state: string
}

// Bounds the size of one answer: a group may hold thousands of partitions.
const groupsPerRequest = 50

/**
 * Reads every consumer group, classic and KIP-848. A broker lists the groups that it coordinates,
 * so that nobody has to be asked who coordinates which.
 */
export async function collectGroups(
  brokers: Brokers,
  cluster: Cluster,
): Promise<Collected<Group[]>> {
  const failures: unknown[] = []
  const collected = await collectEach(cluster.brokers.values(), async address => {
    const listed = await listGroups(brokers, address)
    const groups: Group[] = []
    for (const part of chunks(listed, groupsPerRequest)) {
      groups.push(...(await readGroups(brokers, address, part, failures)))
    }
    return groups
  })
  return { value: collected.value.flat(), failures: [...collected.failures, ...failures] }
}

async function readGroups(
  brokers: Brokers,
  address: Address,
  listed: Listed[],
  failures: unknown[],
): Promise<Group[]> {
  const withMembers = (type: string) =>
    listed.filter(group => group.type === type && !isMemberless(group)).map(({ id }) => id)
  const ids = listed.map(({ id }) => id)
  const described = new Map([
    ...(await describeClassicGroups(brokers, address, withMembers('classic'), failures)),
    ...(await describeConsumerGroups(brokers, address, withMembers('consumer'), failures)),
  ])
  const committed = await fetchCommitted(brokers, address, ids, failures)
  return listed.map(group => {
    const members = isMemberless(group) ? noMembers(group) : described.get(group.id)
    const offsets = committed.get(group.id)
    return {
      id: group.id,
      state: group.state,
      ...members,
      ...(offsets === undefined ? {} : { committed: offsets }),
    }
  })
}

function isMemberless({ state }: Listed): boolean {
  return state === 'Empty' || state === 'Dead'
}

/**
 * Who assigns itself partitions, as Flink and Spark do, commits without ever joining. Such a group
 * is listed as empty and of no protocol, however many read: nobody counts them. A group that had a
 * member keeps its protocol when the last one leaves.
 */
function noMembers({ protocolType }: Listed): Pick<Group, 'members'> {
  return protocolType === '' ? {} : { members: 0 }
}

async function listGroups(brokers: Brokers, address: Address): Promise<Listed[]> {
  const typed = await brokers.supports(address, listGroupsV5.api)
  const answer = typed
    ? await brokers.request(address, listGroupsV5.api, [], [])
    : await brokers.request(address, listGroupsV4.api, [], [])
  if (answer.errorCode !== 0) {
    throw new ItemError(`groups of ${address.host}:${address.port}`, answer.errorCode)
  }
  // Kafka Connect uses groups too, of another protocol; '' is a group that only commits.
  return answer.groups
    .filter(({ protocolType }) => protocolType === 'consumer' || protocolType === '')
    .map(group => ({
      id: group.groupId,
      type: 'groupType' in group ? String(group.groupType).toLowerCase() : 'classic',
      protocolType: group.protocolType,
      state: group.groupState,
    }))
    .filter(({ type }) => type === 'classic' || type === 'consumer')
}
