import type { AccountEvent } from '@firedrill/service-kit/kafka/account-event'
import { type BookingTable, bookEntries, type Entry } from '../ledger/book-entries.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { IncomingRecord } from '../processing/record.ts'
import { parseAccountEvent } from './account-event.ts'
import type { Handler, Outcome } from './handler.ts'
import type { SequenceWatch } from './sequence-watch.ts'

/** What a handler that books events needs. */
export interface BookingParts {
  readonly ledger: Ledger
  readonly sequences: SequenceWatch
  readonly settings: { readonly current: { readonly dedupe: boolean } }
  /** Name of this process, written beside each entry. */
  readonly member: string
  readonly observe: BookingObserver
}

/** Told what the ledger knew of the records. */
export interface BookingObserver {
  redelivered(group: string, count: number): void
  inverted(group: string, count: number): void
}

/** Makes a handler that writes one entry per event, and per event id only one while dedupe is on. */
export function createBookingHandler(table: BookingTable, parts: BookingParts): Handler {
  const { ledger, settings, member, observe } = parts
  return {
    usesLedger: true,
    async handle(records, { group, signal }) {
      const events = records.map(parseAccountEvent)
      const { dedupe } = settings.current
      const entries = records.map((record, at) => toEntry(record, events[at] as AccountEvent))
      const booking = { table, group, member, dedupe, entries }
      const known = await ledger.run(pool => bookEntries(pool, booking), signal)
      observe.redelivered(group, known.filter(Boolean).length)
      observe.inverted(group, countInversions(events, records, known, parts.sequences))
      return known.map((was): Outcome => (was && dedupe ? 'duplicate' : 'processed'))
    },
  }
}

function toEntry(record: IncomingRecord, event: AccountEvent): Entry {
  const { topic, partition, offset } = record
  return {
    topic,
    partition,
    offset,
    eventId: event.event_id,
    accountId: event.account_id,
    sequence: event.sequence,
    amountCents: event.amount_cents,
    occurredAt: event.occurred_at,
  }
}

/** Of each topic on its own: a stream that moved leaves older events behind in the old one. */
function countInversions(
  events: readonly AccountEvent[],
  records: readonly IncomingRecord[],
  known: readonly boolean[],
  sequences: SequenceWatch,
): number {
  const fresh = events
    .map((event, at) => [event, records[at]?.topic, known[at]] as const)
    .filter(([, , wasKnown]) => wasKnown === false)
  return fresh.filter(([event, topic]) =>
    sequences.isInverted(`${topic}/${event.account_id}`, event.sequence),
  ).length
}
