/** Who exports a metric; `recorded` is a Prometheus recording rule. */
export type MetricSource =
  | 'process'
  | 'producer'
  | 'consumer'
  | 'exporter'
  | 'chaos'
  | 'lab'
  | 'rabbitmq'
  | 'jmx'
  | 'recorded'
  | 'prometheus'

/** One metric family as data: services register it, rules and dashboards query it by name. */
export interface MetricSpec {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  /** Help text: what is counted, in which unit, and what the number comes from. */
  readonly help: string
  readonly labels: readonly string[]
  /** Upper bounds of a histogram, in the metric's unit. */
  readonly buckets?: readonly number[]
  readonly source: MetricSource
}

type Declared = Omit<MetricSpec, 'source' | 'labels'> & { readonly labels?: readonly string[] }

/** Declares a group of metrics of one source; keeps the keys typed. */
export function defineMetrics<const K extends string>(
  source: MetricSource,
  specs: Record<K, Declared>,
): Record<K, MetricSpec> {
  const entries = Object.entries<Declared>(specs).map(([key, spec]): [string, MetricSpec] => [
    key,
    { labels: [], ...spec, source },
  ])
  return Object.fromEntries(entries) as Record<K, MetricSpec>
}
