import type { ProducerMetrics } from '../metrics.ts'
import { acknowledgedOutcome, failedOutcome, type Outcome } from './outcome.ts'
import type { Batch } from './record.ts'
import type { Session } from './session.ts'

interface TransmitParts {
  readonly session: Pick<Session, 'send'>
  readonly metrics: Pick<
    ProducerMetrics,
    'recordsSent' | 'recordErrors' | 'batchRecords' | 'batchSizeBytes' | 'sendDuration'
  >
  /** Told what became of each batch, to write it down. */
  onOutcome(batch: Batch, outcome: Outcome): void
}

/** Makes the function that sends one batch, measures it and reports its outcome. */
export function createTransmit({ session, metrics, onOutcome }: TransmitParts) {
  return async function transmit(batch: Batch): Promise<void> {
    const { topic, records } = batch
    metrics.batchRecords.observe({ topic }, records.length)
    metrics.batchSizeBytes.observe({ topic }, batch.bytes)
    const startedAtMs = performance.now()
    const outcome = await session
      .send(batch)
      .then(answer => acknowledgedOutcome(batch, answer), failedOutcome)
    if (outcome.kind === 'acknowledged') {
      metrics.recordsSent.inc({ topic }, records.length)
      metrics.sendDuration.observe({ topic }, (performance.now() - startedAtMs) / 1000)
    } else {
      metrics.recordErrors.inc({ topic, error: outcome.error }, records.length)
    }
    onOutcome(batch, outcome)
  }
}
