import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { alert } from '../alert.ts'
import { once } from '../once.ts'

const committed = exporterMetrics.groupCommittedOffset.name
const ofTopic = 'on (cluster, topic) group_left ()'
const ofPartition = 'on (cluster, topic, partition) group_left ()'

/** Neither the clients nor the brokers see progress; a slow first record is work, not idleness. */
export const idleWithBacklog = alert({
  name: 'KafkaConsumerIdleWithBacklog',
  class: 'cause',
  severity: 'warning',
  params: { training: { window: '20s' }, production: { window: '2m' } },
  expr: ({ window }) => {
    const consumed = `increase(${consumerMetrics.recordsConsumed.name}[${window}])`
    const moves = (series: string) =>
      `unless on (cluster, group, topic) sum by (cluster, group, topic) (${series}) > 0`
    return (
      `${once(exporterMetrics.partitionsWithoutCommit)} > 0` +
      ` and on (cluster, group) ${exporterMetrics.groupMembers.name} > 0` +
      ` ${moves(consumed)} ${moves(`changes(${committed}[${window}])`)}`
    )
  },
  for: { training: '20s', production: '2m' },
  summary: '{{ $labels.group }} runs and ignores what lies on {{ $labels.topic }}',
  description:
    '{{ $labels.group }} has members, {{ $value }} of their partitions of {{ $labels.topic }} ' +
    'hold records, and nothing was ever committed: without a commit the group starts at the ' +
    'latest offset and waits for new records.',
  dashboard: 'firedrill-consumers',
})

/** The last stable offset stands where the oldest open transaction began: its age says how long. */
const openLonger = (seconds: number) =>
  `${once(exporterMetrics.transactionOpenSeconds)} > ${seconds}` +
  ` and on (cluster, topic, partition) ${exporterMetrics.lastStableOffsetLag.name} > 0`

const hung = {
  name: 'KafkaHungTransaction',
  class: 'cause',
  summary: 'A transaction holds up {{ $labels.topic }}/{{ $labels.partition }}',
  description:
    'A transaction on {{ $labels.topic }}, partition {{ $labels.partition }}, has been open for ' +
    '{{ $value | humanizeDuration }}: read_committed consumers get nothing that came after it.',
  dashboard: 'firedrill-topics',
} as const

/** Brokers end what is open for longer than transaction.max.timeout.ms, 15 minutes by default. */
export const hungTransaction = alert({
  ...hung,
  severity: 'critical',
  params: { training: { limit: 15 }, production: { limit: 900 } },
  expr: ({ limit }) => openLonger(limit),
  for: { training: '10s', production: '2m' },
})

/** In training later than the louder one: a drill has no time for a quarter of an hour. */
export const longTransaction = alert({
  ...hung,
  severity: 'warning',
  params: { training: { limit: 15 }, production: { limit: 120 } },
  expr: ({ limit }) => openLonger(limit),
  for: { training: '20s', production: '5m' },
})

/** By age and by size; the share of a log that is lag stands for its bytes. */
export const retentionRisk = alert({
  name: 'KafkaRetentionRisk',
  class: 'symptom',
  severity: 'critical',
  params: { training: { share: 0.5 }, production: { share: 0.8 } },
  expr: ({ share }) => {
    const {
      groupLag,
      groupLagSeconds,
      partitionEndOffset,
      partitionStartOffset,
      topicLogSizeBytes,
      topicRetentionBytes,
      topicRetentionSeconds,
    } = exporterMetrics
    const byAge = `${once(groupLagSeconds)} / ${ofTopic} (${once(topicRetentionSeconds)} > 0)`
    const kept = `(${once(partitionEndOffset)} - ${once(partitionStartOffset)} > 0)`
    const size = `max by (cluster, topic, partition) (${topicLogSizeBytes.name})`
    const bySize =
      `${once(groupLag)} / ${ofPartition} ${kept} * ${ofPartition} ${size}` +
      ` / ${ofTopic} (${once(topicRetentionBytes)} > 0)`
    return `${byAge} > ${share} or ${bySize} > ${share}`
  },
  for: { training: '10s', production: '5m' },
  summary:
    '{{ $labels.group }} is about to lose records of {{ $labels.topic }}/{{ $labels.partition }}',
  description:
    'The backlog of {{ $labels.group }} on {{ $labels.topic }}, partition ' +
    '{{ $labels.partition }}, takes up {{ $value | humanizePercentage }} of what retention ' +
    'keeps: what is not read in time is deleted unread.',
  dashboard: 'firedrill-consumers',
})

/**
 * How far each partition is behind where it has been. A coordinator that comes back after a loss of
 * the quorum may forget a commit or two for a moment: those are not worth an alert.
 */
export const offsetRewound = alert({
  name: 'KafkaOffsetRewound',
  class: 'cause',
  severity: 'warning',
  params: { training: { window: '1m' }, production: { window: '10m' } },
  expr: ({ window }) =>
    'sum by (cluster, group, topic) (' +
    once(
      exporterMetrics.groupCommittedOffset,
      series => `max_over_time(${series}[${window}]) - ${series} > 10`,
    ) +
    ')',
  for: { training: '0s', production: '0s' },
  summary: 'The offsets of {{ $labels.group }} on {{ $labels.topic }} were moved back',
  description:
    'Committed offsets of {{ $labels.group }} on {{ $labels.topic }} are {{ $value }} records ' +
    'behind where they have been lately: these are processed again.',
  dashboard: 'firedrill-consumers',
})
