import type { Sequences } from '../ledger/sequences.ts'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import { createAccountPicker } from './account-picker.ts'
import { anyOf, randomBelow } from './accounts.ts'
import type { RecordSource } from './record-source.ts'

interface LedgerEventParts {
  readonly topic: string
  /** Whose sequences the events carry on, whatever topic they go to. */
  readonly stream: string
  readonly type: 'order' | 'invoice'
  readonly settings: () => ProducerSettings
  readonly sequences: Sequences
  readonly partitions: Partitions
}

const idPrefixes = { order: 'TXN', invoice: 'INV' } as const
const highestAmountCents = 50_000

/**
 * Makes orders or invoices: JSON {event_id, type, account_id, sequence, amount_cents,
 * occurred_at}, with an event id that no other event of this ledger has.
 */
export function createLedgerEvents(parts: LedgerEventParts): RecordSource {
  const { topic, stream, type, settings, sequences, partitions } = parts
  const pick = createAccountPicker(settings)
  return ({ accounts, partition }) => {
    const account = accounts === undefined ? pick() : anyOf(accounts)
    const sequence = sequences.next(stream, account)
    const eventId = `${idPrefixes[type]}_${account}_${sequence}`
    const amountCents = 1 + randomBelow(highestAmountCents)
    const createdAtMs = Date.now()
    const key = keyOf(settings().keyBy, account, eventId)
    const value = JSON.stringify({
      event_id: eventId,
      type,
      account_id: account,
      sequence,
      amount_cents: amountCents,
      occurred_at: new Date(createdAtMs).toISOString(),
    })
    return {
      topic,
      partition: partition ?? partitions.choose(topic, key),
      key,
      value,
      bytes: Buffer.byteLength(value) + (key === null ? 0 : Buffer.byteLength(key)),
      timestamp: String(createdAtMs),
      entry: { eventId, stream, accountId: account, sequence, amountCents },
    }
  }
}

function keyOf(keyBy: ProducerSettings['keyBy'], account: string, eventId: string): string | null {
  if (keyBy === 'none') return null
  return keyBy === 'account_id' ? account : eventId
}
