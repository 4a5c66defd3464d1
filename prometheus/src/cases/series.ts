import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { jobs } from '../jobs.ts'
import { type Phase, ramp } from '../samples.ts'

type Labels = Readonly<Record<string, string>>

/** The label that every target carries, and that every alert must keep. */
export const cluster = { cluster: 'firedrill' }

/** The target labels of the exporter. */
export const byExporter = { job: jobs.exporter, instance: 'exporter', ...cluster }

/** A series of broker `kafka-<id>`. */
export function ofBroker(metric: MetricSpec, id: number, labels: Labels = {}): string {
  return ofTarget(metric, jobs.kafka, `kafka-${id}`, labels)
}

/** A series of the exporter. */
export function ofExporter(metric: MetricSpec, labels: Labels = {}): string {
  return ofTarget(metric, byExporter.job, byExporter.instance, labels)
}

/** A series of a target of a job, with further labels. */
export function ofTarget(
  metric: MetricSpec,
  job: string,
  instance: string,
  labels: Labels = {},
): string {
  const all = { job, instance, ...cluster, ...labels }
  const pairs = Object.entries(all).map(([name, value]) => `${name}="${value}"`)
  return `${metric.name}{${pairs.join(',')}}`
}

/** One of the series that a histogram is made of. */
export function partOf(metric: MetricSpec, part: 'sum' | 'count' | 'bucket'): MetricSpec {
  return { ...metric, name: `${metric.name}_${part}` }
}

/** A stretch in which so much happens a second. */
export type Pace = readonly [perSecond: number, seconds: number]

/** A counter that goes on from one stretch to the next at another pace. */
export function counting(...paces: readonly Pace[]): Phase[] {
  let from = 0
  return paces.map(([perSecond, seconds]) => {
    const phase = ramp(from, perSecond, seconds)
    from += perSecond * seconds
    return phase
  })
}
