import { OperationalError } from '@firedrill/service-kit/errors'
import {
  type AccountEvent,
  accountEvent,
  isAccountEvent,
} from '@firedrill/service-kit/kafka/account-event'
import { check } from '@firedrill/service-kit/validation'
import { consumerErrors } from '../errors.ts'
import type { IncomingRecord } from '../processing/record.ts'

/** Reads an event. @throws MALFORMED_RECORD that names every wrong field */
export function parseAccountEvent(record: IncomingRecord): AccountEvent {
  const event = parseJson(record)
  if (!isAccountEvent(event)) throw malformed(whatIsWrong(event))
  if (Number.isNaN(Date.parse(event.occurred_at))) throw malformed('occurred_at is not a time')
  return event
}

/** The event id of a record that may be anything; undefined if there is none to be found. */
export function findEventId(record: IncomingRecord): string | undefined {
  try {
    const event = parseJson(record) as { event_id?: unknown } | null
    return typeof event?.event_id === 'string' ? event.event_id : undefined
  } catch {
    return undefined
  }
}

function parseJson(record: IncomingRecord): unknown {
  if (record.parsed !== undefined) return record.parsed
  if (record.value === null) throw malformed('it has no value')
  try {
    return JSON.parse(record.value.toString('utf8'))
  } catch (error) {
    throw malformed((error as Error).message)
  }
}

function whatIsWrong(event: unknown): string {
  const result = check(accountEvent, event)
  if (result.ok) return 'it does not fit the schema'
  return result.fields.map(({ field, message }) => `${field} ${message}`).join('; ')
}

function malformed(detail: string): OperationalError {
  return new OperationalError(consumerErrors.malformedRecord, detail)
}
