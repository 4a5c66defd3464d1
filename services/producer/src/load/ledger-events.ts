import type { Sequences } from '../ledger/sequences.ts'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import { createAccountPicker } from './account-picker.ts'
import { anyOf, randomBelow } from './accounts.ts'
import { createEventWriter, malformedValue } from './event-values.ts'
import type { RecordSource } from './record-source.ts'

interface LedgerEventParts {
  readonly topic: string
  /** Whose sequences the events carry on, whatever topic they go to. */
  readonly stream: string
  readonly type: 'order' | 'invoice'
  readonly settings: () => ProducerSettings
  readonly sequences: Sequences
  readonly partitions: Partitions
  /** Told of each event that was not sent in its version, because readers could not read it. */
  onIncompatible(): void
}

const idPrefixes = { order: 'TXN', invoice: 'INV', malformed: 'BAD' } as const
const highestAmountCents = 50_000

/**
 * Makes orders or invoices: JSON {event_id, type, account_id, occurred_at, sequence,
 * amount_cents}, with an event id that no other event of this ledger has.
 */
export function createLedgerEvents(parts: LedgerEventParts): RecordSource {
  const { topic, stream, type, settings, sequences, partitions } = parts
  const pick = createAccountPicker(settings)
  const write = createEventWriter(settings, parts.onIncompatible)
  return ({ accounts, partition, malformed = false }) => {
    const accountId = accounts === undefined ? pick() : anyOf(accounts)
    const sequence = sequences.next(stream, accountId)
    const eventId = idOf(malformed ? 'malformed' : type, accountId, sequence)
    const amountCents = 1 + randomBelow(highestAmountCents)
    const createdAtMs = Date.now()
    const key = keyOf(settings().keyBy, accountId, eventId)
    const fields = { eventId, type, accountId, sequence, amountCents, createdAtMs }
    const value = malformed ? malformedValue(fields) : write(fields)
    return {
      topic,
      partition: partition ?? partitions.choose(topic, key),
      key,
      value,
      bytes: Buffer.byteLength(value) + (key === null ? 0 : Buffer.byteLength(key)),
      timestamp: String(createdAtMs),
      entry: { eventId, stream, accountId, sequence, amountCents, payable: !malformed },
    }
  }
}

function keyOf(keyBy: ProducerSettings['keyBy'], account: string, eventId: string): string | null {
  if (keyBy === 'none') return null
  return keyBy === 'account_id' ? account : eventId
}

function idOf(kind: keyof typeof idPrefixes, accountId: string, sequence: number): string {
  return `${idPrefixes[kind]}_${accountId}_${sequence}`
}
