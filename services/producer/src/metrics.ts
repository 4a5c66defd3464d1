import { errorNames } from '@firedrill/service-kit/kafka/error-names'
import { producerMetrics as specs } from '@firedrill/service-kit/metrics/producer-metrics'
import { counter, gauge, histogram } from '@firedrill/service-kit/metrics/registry'
import type { Counter, Gauge, Histogram, Registry } from 'prom-client'

export type ProducerMetrics = ReturnType<typeof createProducerMetrics>

interface Levels {
  readonly buffered: () => number
  readonly waiting: () => number
}

/** Registers the metrics of the producer. */
export function createProducerMetrics(registry: Registry) {
  const counters = {
    offeredRecords: counter(registry, specs.offeredRecords),
    recordsSent: counter(registry, specs.recordsSent),
    backpressure: counter(registry, specs.backpressure),
    withdrawnRecords: counter(registry, specs.withdrawnRecords),
    incompatibleEvents: counter(registry, specs.incompatibleEvents),
  }
  const recordErrors = counter(registry, specs.recordErrors)
  const histograms = {
    batchSizeBytes: histogram(registry, specs.batchSizeBytes),
    batchRecords: histogram(registry, specs.batchRecords),
    sendDuration: histogram(registry, specs.sendDuration),
  }
  const levels = new Map<string, Levels>()
  const set = (read: keyof Levels) => (target: Gauge) => {
    target.reset()
    for (const [topic, source] of levels) target.set({ topic }, source[read]())
  }
  gauge(registry, specs.bufferedRecords, set('buffered'))
  gauge(registry, specs.waitingRecords, set('waiting'))
  return {
    ...counters,
    ...histograms,
    recordErrors,
    requestDuration: histogram(registry, specs.requestDuration),
    /**
     * Creates the counters of a topic at 0, for every error, so that `increase()` sees the first
     * event, and says where its gauges are read at each scrape.
     */
    openTopic(topic: string, source: Levels): void {
      levels.set(topic, source)
      for (const metric of Object.values(counters)) metric.inc({ topic }, 0)
      for (const error of errorNames) recordErrors.inc({ topic, error }, 0)
      for (const metric of Object.values(histograms)) metric.zero({ topic })
    },
    /** Removes every series of a topic that is no longer written to. */
    closeTopic(topic: string): void {
      levels.delete(topic)
      const families: (Counter | Histogram)[] = Object.values({ ...counters, ...histograms })
      for (const metric of families) metric.remove({ topic })
      for (const error of errorNames) recordErrors.remove({ topic, error })
    },
  }
}
