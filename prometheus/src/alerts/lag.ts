import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { alert } from '../alert.ts'
import { once } from '../once.ts'

const lag = once(exporterMetrics.groupLag)
const total = `sum by (cluster, group, topic) (${lag})`
const partitions = `count by (cluster, group, topic) (${lag})`
const oldest = `max by (cluster, group, topic) (${exporterMetrics.groupLagSeconds.name})`

/** The classic form of this rule, word for word: where two exporters run it fires for each. */
export const lagHigh = alert({
  name: 'KafkaConsumerLagHigh',
  class: 'symptom',
  severity: 'warning',
  expr: `${exporterMetrics.groupLag.name} > 10000`,
  for: { training: '15s', production: '5m' },
  summary: '{{ $labels.group }} is far behind on {{ $labels.topic }}/{{ $labels.partition }}',
  description:
    '{{ $value }} records of {{ $labels.topic }}, partition {{ $labels.partition }}, wait for ' +
    '{{ $labels.group }}.',
  dashboard: 'firedrill-consumers',
})

/** `for` outlasts the window of the slope: one burst that is being worked off stays silent. */
export const lagGrowing = alert({
  name: 'KafkaConsumerLagGrowing',
  class: 'symptom',
  severity: 'warning',
  params: { training: { floor: 500 }, production: { floor: 1000 } },
  expr: ({ floor }) =>
    `${recordedMetrics.groupLagDeriv.name} > 5` +
    ` and on (cluster, group, topic) ${total} > ${floor}`,
  for: { training: '25s', production: '5m' },
  summary: 'The lag of {{ $labels.group }} on {{ $labels.topic }} keeps growing',
  description:
    'The lag grows by {{ $value | humanize }} records a second: {{ $labels.group }} consumes ' +
    'slower than {{ $labels.topic }} is written.',
  dashboard: 'firedrill-consumers',
})

const lagSeconds = {
  name: 'KafkaConsumerLagSeconds',
  class: 'symptom',
  expr: ({ limit }: { limit: number }) => `${oldest} > ${limit}`,
  for: { training: '10s', production: '2m' },
  summary: '{{ $labels.group }} works on old records of {{ $labels.topic }}',
  description:
    'The oldest record that {{ $labels.group }} has yet to process is ' +
    '{{ $value | humanizeDuration }} old.',
  dashboard: 'firedrill-consumers',
} as const

export const lagSecondsWarning = alert({
  ...lagSeconds,
  severity: 'warning',
  params: { training: { limit: 30 }, production: { limit: 60 } },
})

export const lagSecondsCritical = alert({
  ...lagSeconds,
  severity: 'critical',
  params: { training: { limit: 60 }, production: { limit: 300 } },
})

/**
 * Five times the mean of the group's other partitions. Of n partitions, lag > 5·(sum − lag)/(n − 1)
 * is the same as lag > 5·sum/(n + 4), which needs no subtraction of a series from its own sum.
 */
export const partitionSkew = alert({
  name: 'KafkaConsumerPartitionSkew',
  class: 'cause',
  severity: 'warning',
  params: { training: { floor: 500 }, production: { floor: 1000 } },
  expr: ({ floor }) =>
    `${lag} > ${floor} and ${lag} > on (cluster, group, topic) group_left ()` +
    ` 5 * ${total} / (${partitions} + 4)`,
  for: { training: '20s', production: '5m' },
  summary:
    'One partition holds up {{ $labels.group }}: {{ $labels.topic }}/{{ $labels.partition }}',
  description:
    'Partition {{ $labels.partition }} of {{ $labels.topic }} lags by {{ $value }} records, ' +
    'more than five times the mean of the others: a hot key or a slow call, which more ' +
    'members do not cure.',
  dashboard: 'firedrill-consumers',
})
