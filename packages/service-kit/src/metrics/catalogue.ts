import { brokerMetrics, recordedMetrics } from './broker-metrics.ts'
import { chaosMetrics } from './chaos-metrics.ts'
import { consumerMetrics } from './consumer-metrics.ts'
import { exporterMetrics } from './exporter-metrics.ts'
import { labMetrics, rabbitmqMetrics } from './lab-metrics.ts'
import { ledgerMetrics } from './ledger-metrics.ts'
import { processMetrics } from './process-metrics.ts'
import { producerMetrics } from './producer-metrics.ts'
import { prometheusMetrics } from './prometheus-metrics.ts'
import { sloMetrics } from './slo-metrics.ts'
import type { MetricSpec } from './spec.ts'

/** Every metric of the project; a rule or panel that needs one takes it from its group. */
export const catalogue: readonly MetricSpec[] = [
  brokerMetrics,
  recordedMetrics,
  sloMetrics,
  processMetrics,
  prometheusMetrics,
  producerMetrics,
  consumerMetrics,
  exporterMetrics,
  ledgerMetrics,
  chaosMetrics,
  labMetrics,
  rabbitmqMetrics,
].flatMap(group => Object.values<MetricSpec>(group))

/** Names of the series of a metric: of a histogram three kinds, none under its own name. */
export function seriesOf({ name, type }: Pick<MetricSpec, 'name' | 'type'>): string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
}
