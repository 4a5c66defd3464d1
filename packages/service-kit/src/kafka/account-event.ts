import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

/**
 * What every reader of orders and invoices relies on: one event of one account. Fields beside
 * these may come along; without one of these, or with another meaning, no reader can use it.
 */
export const accountEvent = Type.Object({
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

export type AccountEvent = Static<typeof accountEvent>

const compiled = Compile(accountEvent)

/** Whether readers can use a value, already parsed. */
export function isAccountEvent(value: unknown): value is AccountEvent {
  return compiled.Check(value)
}
