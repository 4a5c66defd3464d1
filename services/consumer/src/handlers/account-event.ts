import { OperationalError } from '@firedrill/service-kit/errors'
import { check } from '@firedrill/service-kit/validation'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { consumerErrors } from '../errors.ts'
import type { IncomingRecord } from '../processing/record.ts'

const schema = Type.Object({
  event_id: Type.String({ minLength: 1, maxLength: 200 }),
  account_id: Type.String({ minLength: 1, maxLength: 200 }),
  /** Counts the events of the account, from 1. */
  sequence: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  amount_cents: Type.Integer({
    minimum: -Number.MAX_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
  }),
  occurred_at: Type.String({ minLength: 1 }),
})
const compiled = Compile(schema)

/** An order or an invoice: one event of one account. Fields of later versions may come along. */
export type AccountEvent = Static<typeof schema>

/** Reads an event. @throws MALFORMED_RECORD that names every wrong field */
export function parseAccountEvent(record: IncomingRecord): AccountEvent {
  const event = parseJson(record)
  if (!compiled.Check(event)) throw malformed(whatIsWrong(event))
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
  if (record.value === null) throw malformed('it has no value')
  try {
    return JSON.parse(record.value.toString('utf8'))
  } catch (error) {
    throw malformed((error as Error).message)
  }
}

function whatIsWrong(event: unknown): string {
  const result = check(schema, event)
  if (result.ok) return 'it does not fit the schema'
  return result.fields.map(({ field, message }) => `${field} ${message}`).join('; ')
}

function malformed(detail: string): OperationalError {
  return new OperationalError(consumerErrors.malformedRecord, detail)
}
