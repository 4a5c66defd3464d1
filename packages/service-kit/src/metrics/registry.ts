import { getHeapStatistics } from 'node:v8'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { processMetrics } from './process-metrics.ts'
import type { MetricSpec } from './spec.ts'

/** Makes the registry of one service, with the metrics of its process and heap. */
export function createRegistry(): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  // Fixed at the start of the process, by --max-old-space-size or the machine's memory.
  gauge(registry, processMetrics.heapLimit).set(getHeapStatistics().heap_size_limit)
  return registry
}

/** Registers a counter of the catalogue. */
export function counter(registry: Registry, spec: MetricSpec): Counter {
  return new Counter({ ...common(spec), registers: [registry] })
}

/**
 * Registers a gauge of the catalogue.
 * @param collect sets its values at each scrape, for what is only worth reading then
 */
export function gauge(
  registry: Registry,
  spec: MetricSpec,
  collect?: (gauge: Gauge) => void,
): Gauge {
  const options = { ...common(spec), registers: [registry] }
  if (collect === undefined) return new Gauge(options)
  return new Gauge({
    ...options,
    collect() {
      collect(this)
    },
  })
}

/** Registers a histogram of the catalogue with its declared buckets. */
export function histogram(registry: Registry, spec: MetricSpec): Histogram {
  if (spec.buckets === undefined) throw new TypeError(`${spec.name} declares no buckets`)
  return new Histogram({ ...common(spec), buckets: [...spec.buckets], registers: [registry] })
}

function common(spec: MetricSpec) {
  return { name: spec.name, help: spec.help, labelNames: [...spec.labels] }
}
