import { errorNames } from '@firedrill/service-kit/kafka/error-names'
import { producerMetrics as specs } from '@firedrill/service-kit/metrics/producer-metrics'
import { counter, gauge, histogram } from '@firedrill/service-kit/metrics/registry'
import type { Gauge, Registry } from 'prom-client'

export type ProducerMetrics = ReturnType<typeof createProducerMetrics>

interface Levels {
  readonly buffered: () => number
  readonly waiting: () => number
}

/** Registers the metrics of the producer; every counter exists at 0 for every topic and error. */
export function createProducerMetrics(registry: Registry, topics: readonly string[]) {
  const counters = {
    offeredRecords: counter(registry, specs.offeredRecords),
    recordsSent: counter(registry, specs.recordsSent),
    backpressure: counter(registry, specs.backpressure),
    withdrawnRecords: counter(registry, specs.withdrawnRecords),
  }
  const recordErrors = counter(registry, specs.recordErrors)
  const histograms = {
    batchSizeBytes: histogram(registry, specs.batchSizeBytes),
    batchRecords: histogram(registry, specs.batchRecords),
    sendDuration: histogram(registry, specs.sendDuration),
  }
  const levels = new Map<string, Levels>()
  const set = (read: keyof Levels) => (target: Gauge) => {
    for (const [topic, source] of levels) target.set({ topic }, source[read]())
  }
  gauge(registry, specs.bufferedRecords, set('buffered'))
  gauge(registry, specs.waitingRecords, set('waiting'))
  for (const topic of topics) {
    for (const metric of Object.values(counters)) metric.inc({ topic }, 0)
    for (const error of errorNames) recordErrors.inc({ topic, error }, 0)
    for (const metric of Object.values(histograms)) metric.zero({ topic })
  }
  return {
    ...counters,
    ...histograms,
    recordErrors,
    requestDuration: histogram(registry, specs.requestDuration),
    /** Says where to read the gauges of a topic when they are scraped. */
    watchLevels: (topic: string, source: Levels) => void levels.set(topic, source),
  }
}
