import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'

/** The data source that the reader picked. */
export const prometheus = { type: 'prometheus', uid: '$datasource' } as const

/** One query of a panel and the name of its series. */
export interface Target {
  readonly expr: string
  readonly legend: string
}

/** The series of a metric in the chosen cluster, narrowed by further matchers. */
export function select(metric: MetricSpec, ...matchers: readonly string[]): string {
  return `${metric.name}{${['cluster="$cluster"', ...matchers].join(',')}}`
}

/** The rate of a counter a second. */
export function rate(metric: MetricSpec, ...matchers: readonly string[]): string {
  return `rate(${select(metric, ...matchers)}[$__rate_interval])`
}

/** How often a counter rose lately: also right for events that come one at a time. */
export function increase(metric: MetricSpec, ...matchers: readonly string[]): string {
  return `increase(${select(metric, ...matchers)}[$__rate_interval])`
}

/** The mean of a histogram, from its sum and its count. */
export function mean(metric: MetricSpec, by: string): string {
  const part = (suffix: string) => rate({ ...metric, name: `${metric.name}${suffix}` })
  return `sum by (${by}) (${part('_sum')}) / sum by (${by}) (${part('_count')})`
}

/** Names a query's series after labels or a plain word. */
export function target(expr: string, legend: string): Target {
  return { expr, legend }
}
