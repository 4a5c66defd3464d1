import { type Static, Type } from 'typebox'

const codecs = ['none', 'gzip', 'snappy', 'zstd'] as const

/** How records become batches and batches become requests; all of it may differ by topic. */
const batching = {
  lingerMs: Type.Integer({
    default: 10,
    minimum: 0,
    maximum: 10_000,
    description: 'How long a batch that is not full waits for more records.',
  }),
  batchBytes: Type.Integer({
    default: 32_768,
    minimum: 1,
    maximum: 900_000,
    description: 'Keys and values that fit a batch, in bytes; a larger record goes alone.',
  }),
  maxBatchRecords: Type.Integer({
    default: 10_000,
    minimum: 1,
    maximum: 100_000,
    description: 'Records that fit a batch; 1 makes a request of every record.',
  }),
  compression: Type.Union(
    codecs.map(codec => Type.Literal(codec)),
    {
      default: 'snappy',
      description: 'How the records of a batch are compressed.',
    },
  ),
  acks: Type.Union([Type.Literal(-1), Type.Literal(1), Type.Literal(0)], {
    default: -1,
    description: 'Who must have a batch before it counts as sent: all in sync, leader, nobody.',
  }),
  maxInFlightSends: Type.Integer({
    default: 1,
    minimum: 1,
    maximum: 50,
    description:
      'Sends under way at once for one partition. Keep 1: with more, a timeout makes the ' +
      'idempotent producer of kafkajs lose records and double others, and orders overtake.',
  }),
}

/** The settings of batching, as they stand for every topic, and as one topic's own. */
export const batchingSettings = {
  ...batching,
  topicOverrides: Type.Record(
    Type.String({ pattern: '^[a-zA-Z0-9._-]{1,249}$' }),
    Type.Partial(Type.Object(batching), { additionalProperties: false }),
    {
      default: {},
      additionalProperties: false,
      description:
        'Batching of single topics, by name: {"audit": {"lingerMs": 0}}. Such a topic gets a ' +
        'client of its own, so that it cannot hold up the others.',
    },
  ),
}

export type BatchingSettings = {
  readonly [K in keyof typeof batchingSettings]: Static<(typeof batchingSettings)[K]>
}

export type Batching = Omit<BatchingSettings, 'topicOverrides'>

/** What holds for one topic. */
export function batchingOf(settings: BatchingSettings, topic: string): Batching {
  return { ...settings, ...settings.topicOverrides[topic] }
}

/**
 * Whether the producer of a topic numbers its batches: one that has a topic alone does not when
 * that topic does without all acknowledgements, as the Java client.
 * @param ownTopic undefined: the producer that all topics without an override share
 */
export function isIdempotent(
  settings: BatchingSettings & { readonly idempotent: boolean },
  ownTopic?: string,
): boolean {
  if (!settings.idempotent) return false
  return ownTopic === undefined || batchingOf(settings, ownTopic).acks === -1
}
