import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listGroupsV5, offsetFetchV8 } from '@platformatic/kafka'
import type { Cluster } from '../../src/collectors/cluster.ts'
import { collectGroups } from '../../src/collectors/groups.ts'
import type { Brokers } from '../../src/kafka/broker-pool.ts'

const address = { host: '127.0.0.1', port: 9092 }
const cluster: Cluster = {
  answeredBy: address,
  brokers: new Map([[1, address]]),
  topics: new Map(),
}

/** A coordinator whose groups are all empty, and have committed 5 on one partition each. */
function coordinatorOf(listed: { groupId: string; protocolType: string; groupType: string }[]) {
  const answers = new Map<unknown, unknown>([
    [
      listGroupsV5.api,
      { errorCode: 0, groups: listed.map(group => ({ ...group, groupState: 'Empty' })) },
    ],
    [
      offsetFetchV8.api,
      {
        groups: listed.map(({ groupId }) => ({
          groupId,
          errorCode: 0,
          topics: [
            {
              name: 'orders',
              partitions: [{ partitionIndex: 0, errorCode: 0, committedOffset: 5n }],
            },
          ],
        })),
      },
    ],
  ])
  return {
    supports: async () => true,
    request: async (_address: unknown, api: unknown) => answers.get(api),
  } as unknown as Brokers
}

test('an empty group has no members, one that only commits an unknown number of them', async () => {
  const brokers = coordinatorOf([
    { groupId: 'stopped', protocolType: 'consumer', groupType: 'Classic' },
    { groupId: 'stopped KIP-848', protocolType: 'consumer', groupType: 'Consumer' },
    { groupId: 'only commits', protocolType: '', groupType: 'Classic' },
    { groupId: 'connect', protocolType: 'connect', groupType: 'Classic' },
  ])
  const { value: groups, failures } = await collectGroups(brokers, cluster)
  assert.deepEqual(failures, [])
  const committed = new Map([['orders', new Map([[0, 5]])]])
  assert.deepEqual(groups, [
    { id: 'stopped', state: 'Empty', members: 0, committed },
    { id: 'stopped KIP-848', state: 'Empty', members: 0, committed },
    { id: 'only commits', state: 'Empty', committed },
  ])
})
