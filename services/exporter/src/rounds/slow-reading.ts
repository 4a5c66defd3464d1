import type { Cluster } from '../collectors/cluster.ts'
import type { Collected } from '../collectors/collected.ts'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { CollectorName, Measure } from './collector-meter.ts'

/** Reads something of topics or brokers, or returns what it read lately. */
export type SlowReading<T> = (brokers: Brokers, cluster: Cluster) => Promise<readonly T[]>

interface Topical {
  /** Absent from a row that belongs to no topic. */
  readonly topic?: string | undefined
}

interface Kept<T> {
  readonly row: T
  /** Readings since then that failed to tell of it. */
  readonly missed: number
}

const everyMs = 10_000

/** A row outlives so many readings that fail, which is half a minute. */
const maxMissed = 3

/**
 * Wraps a collector whose answer changes slowly and costs a broker more: asked every ten seconds,
 * shown in between as far as its topics still exist. What a reading could not read keeps its last
 * value for three readings, so that one broker that does not answer once makes no gap, at which
 * every alert would start anew; failures are counted all the same.
 * @param keyOf tells the rows of a reading apart
 */
export function createSlowReading<T extends Topical>(
  measure: Measure,
  name: CollectorName,
  collect: (brokers: Brokers, cluster: Cluster) => Promise<Collected<T[]>>,
  keyOf: (row: T) => string,
): SlowReading<T> {
  let nextAt = 0
  let known: ReadonlyMap<string, Kept<T>> = new Map()

  async function read(brokers: Brokers, cluster: Cluster): Promise<void> {
    let whole = false
    const rows = await measure(name, async () => {
      const collected = await collect(brokers, cluster)
      whole = collected.failures.length === 0
      return collected
    })
    const fresh = (rows ?? []).map(row => [keyOf(row), { row, missed: 0 }] as const)
    known = new Map([...(whole ? [] : stillKept(known)), ...fresh])
  }

  return async (brokers, cluster) => {
    if (Date.now() >= nextAt) {
      nextAt = Date.now() + everyMs
      await read(brokers, cluster)
    }
    return [...known.values()]
      .map(({ row }) => row)
      .filter(({ topic }) => topic === undefined || cluster.topics.has(topic))
  }
}

function stillKept<T>(known: ReadonlyMap<string, Kept<T>>): [string, Kept<T>][] {
  return [...known]
    .filter(([, { missed }]) => missed < maxMissed)
    .map(([key, { row, missed }]) => [key, { row, missed: missed + 1 }])
}
