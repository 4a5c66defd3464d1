import type { Cluster } from '../collectors/cluster.ts'
import type { Collected } from '../collectors/collected.ts'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { CollectorName, Measure } from './collector-meter.ts'

/** Reads something of each topic, or returns what it read lately. */
export type SlowReading<T> = (brokers: Brokers, cluster: Cluster) => Promise<readonly T[]>

const everyMs = 10_000

/**
 * Wraps a collector whose answer changes slowly and costs a broker more: asked every ten seconds,
 * shown in between as far as its topics still exist.
 */
export function createSlowReading<T extends { readonly topic: string }>(
  measure: Measure,
  name: CollectorName,
  collect: (brokers: Brokers, cluster: Cluster) => Promise<Collected<T[]>>,
): SlowReading<T> {
  let nextAt = 0
  let known: readonly T[] = []
  return async (brokers, cluster) => {
    if (Date.now() >= nextAt) {
      nextAt = Date.now() + everyMs
      known = (await measure(name, () => collect(brokers, cluster))) ?? []
    }
    return known.filter(({ topic }) => cluster.topics.has(topic))
  }
}
