import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'

/** The label that every target carries, and that every alert must keep. */
export const cluster = { cluster: 'firedrill' }

/** A series of broker `kafka-<id>`. */
export function ofBroker(metric: MetricSpec, id: number): string {
  return `${metric.name}{job="kafka",instance="kafka-${id}",cluster="firedrill"}`
}

/** A series of a target of a job, with further labels. */
export function ofTarget(
  metric: MetricSpec,
  job: string,
  instance: string,
  labels: Readonly<Record<string, string>> = {},
): string {
  const all = { job, instance, ...cluster, ...labels }
  const pairs = Object.entries(all).map(([name, value]) => `${name}="${value}"`)
  return `${metric.name}{${pairs.join(',')}}`
}
