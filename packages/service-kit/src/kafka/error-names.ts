import { errorChain, protocolNameOf } from './error-chain.ts'

/**
 * The closed list of error labels: a counter exists for each from the start, so that
 * `increase()` sees the first one. Anything else is counted as `other`.
 */
export const errorNames = [
  'connection',
  'request_timeout',
  'not_enough_replicas',
  'not_leader',
  'message_too_large',
  'unknown_topic_or_partition',
  'out_of_order_sequence',
  'invalid_producer_epoch',
  'unknown_member_id',
  'rebalance_in_progress',
  'illegal_generation',
  'coordinator',
  'offset_out_of_range',
  'other',
] as const

export type ErrorName = (typeof errorNames)[number]

const byType: Record<string, ErrorName> = {
  NOT_ENOUGH_REPLICAS: 'not_enough_replicas',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'not_enough_replicas',
  NOT_LEADER_FOR_PARTITION: 'not_leader',
  NOT_LEADER_OR_FOLLOWER: 'not_leader',
  LEADER_NOT_AVAILABLE: 'not_leader',
  MESSAGE_TOO_LARGE: 'message_too_large',
  UNKNOWN_TOPIC_OR_PARTITION: 'unknown_topic_or_partition',
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'out_of_order_sequence',
  INVALID_PRODUCER_EPOCH: 'invalid_producer_epoch',
  UNKNOWN_MEMBER_ID: 'unknown_member_id',
  REBALANCE_IN_PROGRESS: 'rebalance_in_progress',
  ILLEGAL_GENERATION: 'illegal_generation',
  STALE_MEMBER_EPOCH: 'illegal_generation',
  FENCED_MEMBER_EPOCH: 'illegal_generation',
  GROUP_COORDINATOR_NOT_AVAILABLE: 'coordinator',
  COORDINATOR_NOT_AVAILABLE: 'coordinator',
  NOT_COORDINATOR: 'coordinator',
  COORDINATOR_LOAD_IN_PROGRESS: 'coordinator',
  NOT_COORDINATOR_FOR_GROUP: 'coordinator',
  GROUP_LOAD_IN_PROGRESS: 'coordinator',
  OFFSET_OUT_OF_RANGE: 'offset_out_of_range',
  REQUEST_TIMED_OUT: 'request_timeout',
}

const byName: Record<string, ErrorName> = {
  KafkaJSConnectionError: 'connection',
  KafkaJSConnectionClosedError: 'connection',
  KafkaJSBrokerNotFound: 'connection',
  KafkaJSRequestTimeoutError: 'request_timeout',
  KafkaJSOffsetOutOfRange: 'offset_out_of_range',
}

const byCode: Record<string, ErrorName> = {
  PLT_KFK_NETWORK: 'connection',
  PLT_KFK_TIMEOUT: 'request_timeout',
}

/** The label for an error: of its innermost cause, because clients wrap what the broker said. */
export function errorName(error: unknown): ErrorName {
  let name: ErrorName = 'other'
  for (const at of errorChain(error)) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    name = byType[protocolNameOf(at) ?? ''] ?? byName[at.name] ?? byCode[code] ?? name
  }
  return name
}
