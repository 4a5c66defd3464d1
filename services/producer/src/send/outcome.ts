import { type ErrorName, errorName } from '@firedrill/service-kit/kafka/error-names'
import type { RecordMetadata } from 'kafkajs'
import type { Batch } from './record.ts'

/**
 * What became of a batch.
 * - acknowledged: `baseOffset` is the offset of its first record; undefined where the broker
 *   does not tell (acks=0), so that nothing can be written down as acknowledged;
 * - refused: the last try was answered with an error that means "not appended";
 * - unknown: a timeout, a lost connection, an answer that leaves it open: the records may be
 *   in the log or not, so they are neither acknowledged nor failed.
 */
export type Outcome =
  | { readonly kind: 'acknowledged'; readonly baseOffset: number | undefined }
  | { readonly kind: 'refused' | 'unknown'; readonly error: ErrorName }

// Errors with which a broker says, before it appends anything, that it will not.
const refusals: ReadonlySet<ErrorName> = new Set([
  'not_enough_replicas',
  'not_leader',
  'message_too_large',
  'unknown_topic_or_partition',
  'out_of_order_sequence',
  'invalid_producer_epoch',
])

/**
 * Decides what a failed send means. kafkajs tells only the last of its tries: a batch that is
 * called refused may have been appended by an earlier one, which then delivers it after all.
 */
export function failedOutcome(error: unknown): Outcome {
  const name = errorName(error)
  const refused = refusals.has(name) && !hasType(error, 'NOT_ENOUGH_REPLICAS_AFTER_APPEND')
  return { kind: refused ? 'refused' : 'unknown', error: name }
}

/** Reads the offsets of a batch from the answer to its produce request. */
export function acknowledgedOutcome(batch: Batch, answer: readonly RecordMetadata[]): Outcome {
  const mine = answer.find(
    ({ topicName, partition }) => topicName === batch.topic && partition === batch.partition,
  )
  const baseOffset = Number(mine?.baseOffset ?? -1)
  return { kind: 'acknowledged', baseOffset: baseOffset >= 0 ? baseOffset : undefined }
}

function hasType(error: unknown, type: string): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('type' in at && at.type === type) return true
  }
  return false
}
