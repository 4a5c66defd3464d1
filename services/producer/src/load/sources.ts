import type { Sequences } from '../ledger/sequences.ts'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import type { Stream } from '../topics.ts'
import { createAuditEvents } from './audit-events.ts'
import { createLedgerEvents } from './ledger-events.ts'
import type { RecordSource } from './record-source.ts'

interface SourceParts {
  readonly stream: Stream
  readonly topic: string
  readonly prefix: string
  readonly settings: () => ProducerSettings
  readonly sequences: Sequences
  readonly partitions: Partitions
}

/** Makes the source of a stream's records for one topic. */
export function createSource(parts: SourceParts): RecordSource {
  if (parts.stream === 'audit') return createAuditEvents(parts)
  const type = parts.stream === 'orders' ? 'order' : 'invoice'
  return createLedgerEvents({ ...parts, type, stream: `${parts.prefix}${parts.stream}` })
}
