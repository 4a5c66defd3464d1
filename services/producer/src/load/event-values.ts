import { isAccountEvent } from '@firedrill/service-kit/kafka/account-event'
import type { ProducerSettings } from '../settings.ts'

/** What an event says, whatever its version. */
export interface EventFields {
  readonly eventId: string
  readonly type: 'order' | 'invoice'
  readonly accountId: string
  readonly sequence: number
  readonly amountCents: number
  readonly createdAtMs: number
}

type VersionSettings = Pick<ProducerSettings, 'eventVersion' | 'compatibilityCheck'>

/**
 * Makes the function that writes an event in the version that is released. While the check is
 * on, each event is tried against what readers rely on, as a schema registry would do it once.
 * @param onIncompatible told of each event that had to be sent in version 1
 */
export function createEventWriter(
  settings: () => VersionSettings,
  onIncompatible: () => void,
): (fields: EventFields) => string {
  return fields => {
    const { eventVersion, compatibilityCheck } = settings()
    if (eventVersion === 1) return JSON.stringify(versionOne(fields))
    const event = versionTwo(fields)
    if (!compatibilityCheck || isAccountEvent(event)) return JSON.stringify(event)
    onIncompatible()
    return JSON.stringify(versionOne(fields))
  }
}

/** An event that is JSON and says whose it is, but that no version ever was. */
export function malformedValue(fields: EventFields): string {
  return JSON.stringify({ ...common(fields), sequence: 'n/a', amount_cents: 'NaN' })
}

function versionOne(fields: EventFields) {
  const { sequence, amountCents } = fields
  return { ...common(fields), sequence, amount_cents: amountCents }
}

function versionTwo(fields: EventFields) {
  const amount = { value: (fields.amountCents / 100).toFixed(2), currency: 'EUR' }
  return { version: 2, ...common(fields), sequence: fields.sequence, amount }
}

function common({ eventId, type, accountId, createdAtMs }: EventFields) {
  const occurredAt = new Date(createdAtMs).toISOString()
  return { event_id: eventId, type, account_id: accountId, occurred_at: occurredAt }
}
