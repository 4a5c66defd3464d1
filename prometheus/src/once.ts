import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'

/**
 * A metric of the exporter, or what `of` makes of it, once for each set of the metric's own labels.
 * Every exporter reads the whole cluster: where two run, so that one may fail, a sum would count
 * everything twice, and a match would find two of what should be one.
 */
export function once(
  { name, labels }: MetricSpec,
  of: (series: string) => string = series => series,
): string {
  return `max by (${['cluster', ...labels].join(', ')}) (${of(name)})`
}
