import type { Sequences } from '../ledger/sequences.ts'
import type { ProducerMetrics } from '../metrics.ts'
import type { Accumulator } from '../send/accumulator.ts'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import type { TopicRole } from '../topics.ts'
import { createAuditEvents } from './audit-events.ts'
import { createIntake, type Intake } from './intake.ts'
import { createLedgerEvents } from './ledger-events.ts'
import type { RecordSource } from './record-source.ts'

interface IntakesParts {
  readonly topics: Record<TopicRole, string>
  readonly settings: () => ProducerSettings
  readonly sequences: Sequences
  readonly partitions: Partitions
  readonly accumulator: Accumulator
  readonly metrics: ProducerMetrics
  onAdmitted(): void
}

/** The intakes by the part that their topic plays. */
export type Intakes = Readonly<Record<TopicRole, Intake>>

/** Makes an intake for each topic, with the source of its records. */
export function createIntakes(parts: IntakesParts): Intakes {
  const { topics, settings, metrics, accumulator, onAdmitted } = parts
  const maxBuffered = () => settings().maxBufferedRecords
  const open = (topic: string, make: RecordSource) =>
    createIntake({ topic, make, accumulator, maxBuffered, metrics, onAdmitted })
  const { orders, invoices, audit } = topics
  return {
    orders: open(orders, createLedgerEvents({ ...parts, topic: orders, type: 'order' })),
    invoices: open(invoices, createLedgerEvents({ ...parts, topic: invoices, type: 'invoice' })),
    audit: open(audit, createAuditEvents({ ...parts, topic: audit })),
  }
}
