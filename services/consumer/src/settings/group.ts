import { Type } from 'typebox'
import { oneOf, whole } from './types.ts'

/** Which group the process is a member of, and on what terms; all of it takes a new client. */
export const groupSettings = {
  groupId: Type.String({
    default: '',
    maxLength: 249,
    description: 'Group that this process is a member of; empty: it idles.',
  }),
  topics: Type.Array(Type.String({ pattern: '^[a-zA-Z0-9._-]{1,249}$' }), {
    default: [],
    uniqueItems: true,
    description: 'Topics that the group reads; none: the process idles.',
  }),
  offsetReset: oneOf(
    ['earliest', 'latest'],
    'earliest',
    'Where a group without a committed offset begins.',
  ),
  // The brokers accept sessions of 6 s to 30 min.
  sessionTimeoutMs: whole(
    6000,
    1_800_000,
    45_000,
    'Without a heartbeat for this long the group takes the member for dead.',
  ),
  heartbeatIntervalMs: whole(
    100,
    600_000,
    3000,
    'How often a member says that it lives, and hears of a rebalance.',
  ),
}
