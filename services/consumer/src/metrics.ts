import { type ErrorName, errorName, errorNames } from '@firedrill/service-kit/kafka/error-names'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { counter, gauge, histogram } from '@firedrill/service-kit/metrics/registry'
import type { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What goes wrong in a consumer beside Kafka itself. */
export const consumerErrorNames = [...errorNames, 'malformed', 'processing', 'ledger'] as const

export type ConsumerErrorName = ErrorName | (typeof consumerErrorNames)[number]

export type ConsumerMetrics = ReturnType<typeof createConsumerMetrics>

/** Registers every metric of the consumer; each has a label `group`, which can change live. */
export function createConsumerMetrics(registry: Registry) {
  const counters = {
    recordsConsumed: counter(registry, consumerMetrics.recordsConsumed),
    commitFailures: counter(registry, consumerMetrics.commitFailures),
    rebalances: counter(registry, consumerMetrics.rebalances),
    redelivered: counter(registry, consumerMetrics.redeliveredRecords),
    deadLettered: counter(registry, consumerMetrics.deadLettered),
    errors: counter(registry, consumerMetrics.errors),
    inversions: counter(registry, consumerMetrics.sequenceInversions),
  }
  const gauges = {
    recordsLag: gauge(registry, consumerMetrics.recordsLag),
    assignedPartitions: gauge(registry, consumerMetrics.assignedPartitions),
  }
  const histograms = {
    commitDuration: histogram(registry, consumerMetrics.commitDuration),
    rebalanceDuration: histogram(registry, consumerMetrics.rebalanceDuration),
    processingDuration: histogram(registry, consumerMetrics.processingDuration),
  }
  const all = [counters, gauges, histograms].flatMap(kind => Object.values<Family>(kind))

  return {
    ...counters,
    ...gauges,
    ...histograms,
    /** Creates the counters of a group at 0, so that `increase()` sees the first event. */
    openGroup(group: string): void {
      for (const error of consumerErrorNames) counters.errors.inc({ group, error }, 0)
      const { recordsConsumed: _, errors: __, ...plain } = counters
      for (const family of Object.values(plain)) family.inc({ group }, 0)
      gauges.assignedPartitions.set({ group }, 0)
    },
    /** Removes every series of a group that this process has left for another. */
    async closeGroup(group: string): Promise<void> {
      for (const family of all) await removeGroup(family, group)
    },
    /** Counts a join; its time where it is known. */
    countRebalance(group: string, seconds: number | undefined): void {
      counters.rebalances.inc({ group })
      if (seconds !== undefined) histograms.rebalanceDuration.observe({ group }, seconds)
    },
    countError(group: string, error: unknown, name: ConsumerErrorName = errorName(error)): void {
      counters.errors.inc({ group, error: name })
    },
  }
}

type Family = Counter | Gauge | Histogram

async function removeGroup(family: Family, group: string): Promise<void> {
  const { values } = await family.get()
  for (const { labels } of values) {
    if (labels.group !== group) continue
    const { le: _, ...own } = labels
    family.remove(own)
  }
}
