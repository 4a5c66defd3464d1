import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { recording } from '../recording.ts'

/** The sum of the partitions' slopes is the slope of their sum. */
export const groupLagDeriv = recording(
  recordedMetrics.groupLagDeriv,
  { training: '20s', production: '4m' },
  window => `sum by (cluster, group, topic) (deriv(${exporterMetrics.groupLag.name}[${window}]))`,
)

/** Kept as a series so that a rule can compare it with its own past. */
export const producerSendRate = recording(
  recordedMetrics.producerSendRate,
  { training: '20s', production: '1m' },
  window => `sum by (cluster, topic) (rate(${producerMetrics.recordsSent.name}[${window}]))`,
)
