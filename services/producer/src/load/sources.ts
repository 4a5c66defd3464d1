import type { Sequences } from '../ledger/sequences.ts'
import type { ProducerMetrics } from '../metrics.ts'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import type { Stream } from '../topics.ts'
import { createAuditEvents } from './audit-events.ts'
import { createLedgerEvents } from './ledger-events.ts'
import type { RecordSource } from './record-source.ts'

interface SourceParts {
  readonly metrics: Pick<ProducerMetrics, 'incompatibleEvents'>
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
  const onIncompatible = () => parts.metrics.incompatibleEvents.inc({ topic: parts.topic })
  const type = parts.stream === 'orders' ? 'order' : 'invoice'
  return createLedgerEvents({
    ...parts,
    type,
    onIncompatible,
    stream: `${parts.prefix}${parts.stream}`,
  })
}
