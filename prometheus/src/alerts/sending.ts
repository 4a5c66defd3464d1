import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { alert } from '../alert.ts'

/** `for` outlasts the range of the mean: one send that waited for a new leader stays silent. */
export const producerLatencyHigh = alert({
  name: 'KafkaProducerLatencyHigh',
  class: 'symptom',
  severity: 'warning',
  expr: `${recordedMetrics.producerRequestMean.name} > 0.1`,
  for: { training: '30s', production: '5m' },
  summary: 'Produce requests to broker {{ $labels.broker }} are slow',
  description:
    'A produce request to broker {{ $labels.broker }} takes {{ $value | humanizeDuration }} on ' +
    'average, over 100 ms: the broker, its followers or a quota hold it up.',
  dashboard: 'firedrill-producers',
})

/** Large records fill a batch alone, and at a low rate there is nothing to batch: both are fine. */
export const producerBatchesTooSmall = alert({
  name: 'KafkaProducerBatchesTooSmall',
  class: 'cause',
  severity: 'warning',
  params: {
    training: { window: '20s', rate: 200 },
    production: { window: '5m', rate: 500 },
  },
  expr: ({ window, rate }) => {
    const offered = `rate(${producerMetrics.offeredRecords.name}[${window}])`
    return (
      `${recordedMetrics.producerBatchRecordsMean.name} < 2` +
      ` and on (cluster, topic) ${recordedMetrics.producerBatchBytesMean.name} < 4096` +
      ` and on (cluster, topic) sum by (cluster, topic) (${offered}) > ${rate}`
    )
  },
  for: { training: '15s', production: '5m' },
  summary: 'Producers of {{ $labels.topic }} send nearly every record alone',
  description:
    'A send to {{ $labels.topic }} holds {{ $value | humanize }} records on average although ' +
    'many are offered: each pays a request of its own.',
  dashboard: 'firedrill-producers',
})
