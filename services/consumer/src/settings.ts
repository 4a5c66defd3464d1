import type { FieldError } from '@firedrill/service-kit/errors'
import { type Static, Type } from 'typebox'
import { clientRules, clientSettings } from './settings/client.ts'
import { fetchSettings } from './settings/fetch.ts'
import { groupSettings } from './settings/group.ts'
import { heapRules, processSettings } from './settings/process.ts'
import { workSettings } from './settings/work.ts'

/** What may be changed while a consumer runs; the defaults are good practice. */
export const consumerSettings = Type.Object(
  { ...groupSettings, ...clientSettings, ...fetchSettings, ...workSettings, ...processSettings },
  { additionalProperties: false },
)

export type ConsumerSettings = Static<typeof consumerSettings>

/** Fields that do not go together, or would not work alone. */
export function settingsRules(settings: ConsumerSettings): FieldError[] {
  return [...sessionRules(settings), ...clientRules(settings), ...heapRules(settings)]
}

/** kafkajs would refuse to start. */
function sessionRules({ heartbeatIntervalMs, sessionTimeoutMs }: ConsumerSettings): FieldError[] {
  if (heartbeatIntervalMs < sessionTimeoutMs) return []
  const message = `must be below sessionTimeoutMs (${sessionTimeoutMs})`
  return [{ field: 'heartbeatIntervalMs', message }]
}

const ofTheClient = [
  'client',
  'groupProtocol',
  'groupInstanceId',
  'groupId',
  'topics',
  'offsetReset',
  'sessionTimeoutMs',
  'heartbeatIntervalMs',
  'maxBytesPerPartition',
  'isolation',
  'metadataMaxAgeMs',
] as const satisfies (keyof ConsumerSettings)[]

/** True if a change only works with a new client; every other setting applies at once. */
export function needsReconnect(now: ConsumerSettings, before: ConsumerSettings): boolean {
  return ofTheClient.some(key => JSON.stringify(now[key]) !== JSON.stringify(before[key]))
}

/** How long a record of this partition waits for its downstream call, in milliseconds. */
export function recordDelayMs(settings: ConsumerSettings, partition: number): number {
  return settings.processingDelayMs + (settings.partitionDelayMs[partition] ?? 0)
}
