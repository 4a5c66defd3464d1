import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'

/** The data source that the reader picked. */
export const prometheus = { type: 'prometheus', uid: '$datasource' } as const

/** One query of a panel and the name of its series. */
export interface Target {
  readonly expr: string
  readonly legend: string
}

/** Names a query's series after labels or a plain word. */
export function target(expr: string, legend: string): Target {
  return { expr, legend }
}

/** Variables that narrow queries down; `broker` is the instance under which a broker is scraped. */
export type Narrowing = 'group' | 'topic' | 'broker'

const ofBroker = new Set<MetricSpec>([
  recordedMetrics.requestHandlerIdleRatio,
  recordedMetrics.networkProcessorIdleRatio,
])

const narrows: Readonly<Record<Narrowing, (metric: MetricSpec) => string | undefined>> = {
  group: ({ labels }) => (labels.includes('group') ? 'group=~"$group"' : undefined),
  topic: ({ labels }) => (labels.includes('topic') ? 'topic=~"$topic"' : undefined),
  broker: metric =>
    metric.source === 'jmx' || ofBroker.has(metric) ? 'instance=~"$broker"' : undefined,
}

/** Builds the queries of one dashboard. */
export interface Queries {
  /** The series of a metric in the chosen cluster, narrowed by the variables and the matchers. */
  select(metric: MetricSpec, ...matchers: readonly string[]): string
  /** The rate of a counter a second, as fine as a graph can show it. */
  rate(metric: MetricSpec, ...matchers: readonly string[]): string
  /** The rate of a counter a second over the last minute: a number to read, not a line. */
  rateOfMinute(metric: MetricSpec, ...matchers: readonly string[]): string
  /** How often a counter rose lately: also right for events that come one at a time. */
  increase(metric: MetricSpec, ...matchers: readonly string[]): string
  /** How often a counter rose within the time shown. */
  increaseShown(metric: MetricSpec, ...matchers: readonly string[]): string
  /**
   * The mean of a histogram over a minute, so that rare events make a line and not dots. Absent
   * where nothing was observed; `by` may be empty.
   */
  mean(metric: MetricSpec, by: string): string
  /** A quantile of a histogram over a minute. */
  quantile(metric: MetricSpec, quantile: number, by: string): string
}

/** Queries that select by `cluster` and by those variables whose label a metric has. */
export function queriesBy(...variables: readonly Narrowing[]): Queries {
  const select = (metric: MetricSpec, ...matchers: readonly string[]): string => {
    const narrowing = variables.flatMap(name => narrows[name](metric) ?? [])
    return `${metric.name}{${['cluster="$cluster"', ...narrowing, ...matchers].join(',')}}`
  }
  const over =
    (call: string, range: string) =>
    (metric: MetricSpec, ...matchers: readonly string[]) =>
      `${call}(${select(metric, ...matchers)}[${range}])`
  const rateOfMinute = over('rate', '1m')
  const part = (metric: MetricSpec, suffix: string) =>
    rateOfMinute({ ...metric, name: `${metric.name}${suffix}` })
  const sumBy = (by: string) => (by === '' ? 'sum' : `sum by (${by}) `)
  return {
    select,
    rate: over('rate', '$__rate_interval'),
    rateOfMinute,
    increase: over('increase', '$__rate_interval'),
    increaseShown: over('increase', '$__range'),
    mean: (metric, by) =>
      `${sumBy(by)}(${part(metric, '_sum')}) / (${sumBy(by)}(${part(metric, '_count')}) > 0)`,
    quantile: (metric, quantile, by) => {
      const labels = by === '' ? 'le' : `le, ${by}`
      return `histogram_quantile(${quantile}, ${sumBy(labels)}(${part(metric, '_bucket')}))`
    },
  }
}
