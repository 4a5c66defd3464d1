import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { alert } from '../alert.ts'
import { once } from '../once.ts'

const used = recordedMetrics.brokerLogBytes.name
const growth = recordedMetrics.topicLogGrowth.name
const ofBudget = `on (cluster) group_left () ${once(exporterMetrics.diskBudgetBytes)}`
const unbounded = ({ name }: { readonly name: string }) => `on (cluster, topic) ${name} == -1`

const diskFilling = {
  name: 'KafkaDiskFilling',
  class: 'cause',
  severity: 'warning',
  for: { training: '20s', production: '10m' },
  summary: 'Disk of broker {{ $labels.broker }} fills up',
  dashboard: 'firedrill-topics',
} as const

/** Nearly full, or well filled and on the way to full; the window outlasts retention's teeth. */
export const budgetFilling = alert({
  ...diskFilling,
  params: {
    training: { window: '1m', aheadSeconds: 300 },
    production: { window: '6h', aheadSeconds: 14_400 },
  },
  expr: ({ window, aheadSeconds }) => {
    const ahead = `predict_linear(${used}[${window}], ${aheadSeconds})`
    return (
      `${used} / ${ofBudget} > 0.9 or ${used} / ${ofBudget} > 0.6` +
      ` and on (cluster, broker) ${ahead} > ${ofBudget}`
    )
  },
  labels: { reason: 'budget' },
  description:
    'The logs of broker {{ $labels.broker }} take {{ $value | humanizePercentage }} of their ' +
    'disk budget; a broker whose disk is full stops.',
})

/** Whatever fills it: what is no log of Kafka too. The laptop of a training may be rather full. */
export const volumeFilling = alert({
  ...diskFilling,
  params: { training: { left: 0.02 }, production: { left: 0.15 } },
  expr: ({ left }) =>
    `${once(exporterMetrics.logDirUsableBytes)} / ${once(exporterMetrics.logDirTotalBytes)}` +
    ` < ${left}`,
  labels: { reason: 'volume' },
  description:
    'Of the volume under {{ $labels.log_dir }} of broker {{ $labels.broker }} ' +
    '{{ $value | humanizePercentage }} is left; a broker whose disk is full stops.',
})

/** Of a topic that is only compacted there is no retention to read: it is bounded by its keys. */
export const topicGrowthUnbounded = alert({
  name: 'KafkaTopicGrowthUnbounded',
  class: 'cause',
  severity: 'warning',
  params: { training: { floor: 1000 }, production: { floor: 100 } },
  expr: ({ floor }) =>
    `${growth} > ${floor} and ${unbounded(exporterMetrics.topicRetentionSeconds)}` +
    ` and ${unbounded(exporterMetrics.topicRetentionBytes)}`,
  for: { training: '20s', production: '10m' },
  summary: 'Nothing is ever deleted from {{ $labels.topic }}',
  description:
    '{{ $labels.topic }} grows by {{ $value | humanize1024 }}B a second, all replicas together, ' +
    'and neither retention.ms nor retention.bytes bounds it.',
  dashboard: 'firedrill-topics',
})

const compactionStalled = {
  name: 'KafkaCompactionStalled',
  class: 'cause',
  severity: 'warning',
  summary: 'Compaction stands still on {{ $labels.instance }}',
  dashboard: 'firedrill-topics',
} as const

export const compactionGivenUp = alert({
  ...compactionStalled,
  expr: `sum by (cluster, instance) (${brokerMetrics.logCleanerUncleanablePartitions.name}) > 0`,
  for: { training: '30s', production: '10m' },
  labels: { reason: 'given-up' },
  description:
    'The cleaner of {{ $labels.instance }} has given up {{ $value }} partitions after an error: ' +
    'compacted topics grow there without bound.',
})

/**
 * The cleaner starts at half of a log, unless a topic sets min.cleanable.dirty.ratio higher. It is
 * the cleaner's own thread that computes the value: one that is dead leaves it where it stood.
 */
export const compactionBehind = alert({
  ...compactionStalled,
  expr: `max by (cluster, instance) (${brokerMetrics.logCleanerMaxDirtyPercent.name}) > 75`,
  for: { training: '1m', production: '10m' },
  labels: { reason: 'behind' },
  description:
    'Of one compacted log on {{ $labels.instance }} {{ $value }}% was never cleaned, where the ' +
    'cleaner should begin at half: it does not keep up, or the topic makes it wait.',
})
