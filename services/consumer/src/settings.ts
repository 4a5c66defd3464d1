import type { FieldError } from '@firedrill/service-kit/errors'
import { type Static, Type } from 'typebox'

/** Where a SIGKILL may strike, in the life of one record. */
export const crashPoints = ['before-processing', 'after-processing', 'after-commit'] as const

export type CrashPoint = (typeof crashPoints)[number]

const commitStrategies = ['batch', 'record', 'before-processing'] as const

/** What may be changed while a consumer runs; the defaults are good practice. */
export const consumerSettings = Type.Object(
  {
    groupId: Type.String({ default: '', maxLength: 249 }),
    topics: Type.Array(Type.String({ pattern: '^[a-zA-Z0-9._-]{1,249}$' }), {
      default: [],
      uniqueItems: true,
    }),
    offsetReset: oneOf(['earliest', 'latest'] as const, 'earliest'),
    // The brokers accept sessions of 6 s to 30 min.
    sessionTimeoutMs: Type.Integer({ default: 45_000, minimum: 6000, maximum: 1_800_000 }),
    heartbeatIntervalMs: Type.Integer({ default: 3000, minimum: 100, maximum: 600_000 }),
    maxBytesPerPartition: Type.Integer({
      default: 1_048_576,
      minimum: 1024,
      maximum: 64 * 1_048_576,
    }),
    commit: oneOf(commitStrategies, 'batch'),
    dedupe: Type.Boolean({ default: true }),
    processingDelayMs: delayMs({ default: 0 }),
    partitionDelayMs: Type.Record(Type.String({ pattern: '^\\d+$' }), delayMs(), {
      default: {},
      additionalProperties: false,
    }),
    concurrency: Type.Integer({ default: 1, minimum: 1, maximum: 500 }),
    deadLetter: Type.Boolean({ default: true }),
    maxAttempts: Type.Integer({ default: 3, minimum: 1, maximum: 100 }),
    crashPoint: oneOf(['none', ...crashPoints] as const, 'none'),
    crashEveryRecords: Type.Integer({ default: 0, minimum: 0, maximum: 10_000_000 }),
  },
  { additionalProperties: false },
)

export type ConsumerSettings = Static<typeof consumerSettings>

/** Fields that do not go together; kafkajs would refuse them when it starts. */
export function settingsRules(settings: ConsumerSettings): FieldError[] {
  if (settings.heartbeatIntervalMs < settings.sessionTimeoutMs) return []
  return [
    {
      field: 'heartbeatIntervalMs',
      message: `must be below sessionTimeoutMs (${settings.sessionTimeoutMs})`,
    },
  ]
}

const ofTheClient = [
  'groupId',
  'topics',
  'offsetReset',
  'sessionTimeoutMs',
  'heartbeatIntervalMs',
  'maxBytesPerPartition',
] as const satisfies (keyof ConsumerSettings)[]

/** True if a change only works with a new client; every other setting applies at once. */
export function needsReconnect(now: ConsumerSettings, before: ConsumerSettings): boolean {
  return ofTheClient.some(key => JSON.stringify(now[key]) !== JSON.stringify(before[key]))
}

/** How long a record of this partition waits for its downstream call, in milliseconds. */
export function recordDelayMs(settings: ConsumerSettings, partition: number): number {
  return settings.processingDelayMs + (settings.partitionDelayMs[partition] ?? 0)
}

function oneOf<const T extends string>(values: readonly T[], fallback: T) {
  const literals = values.map(value => Type.Literal(value))
  return Type.Unsafe<T>(Type.Union(literals, { default: fallback }))
}

function delayMs(options: { default?: number } = {}) {
  return Type.Integer({ ...options, minimum: 0, maximum: 600_000 })
}
