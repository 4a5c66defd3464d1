import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { alert } from '../alert.ts'
import { ofJob } from '../jobs.ts'
import { once } from '../once.ts'

const progress = recordedMetrics.groupProgressRate.name
const writes = recordedMetrics.topicWriteRate.name
const commitP99 = recordedMetrics.commitLatencyP99.name

/**
 * `for` outlasts the range of both rates: a burst that is worked off later stays silent. A group
 * without members is the business of KafkaConsumerGroupEmpty.
 */
export const consumerThroughputDrop = alert({
  name: 'KafkaConsumerThroughputDrop',
  class: 'symptom',
  severity: 'warning',
  expr:
    `${progress} / on (cluster, topic) group_left () ${writes} < 0.5` +
    ` and on (cluster, topic) ${writes} > 5` +
    ` and on (cluster, group) ${exporterMetrics.groupMembers.name} > 0`,
  for: { training: '30s', production: '2m' },
  summary: '{{ $labels.group }} gets less than half of {{ $labels.topic }} done',
  description:
    '{{ $labels.group }} gets only {{ $value | humanizePercentage }} of the records done that ' +
    'are written to {{ $labels.topic }}.',
  dashboard: 'firedrill-consumers',
})

/**
 * Half a second is the bound of a bucket; a group that is always as slow, or has just started on a
 * busy machine, does not spike. `for` outlasts the ranges, and more than a handful must be slow: of
 * a few commits the slowest is the p99.
 */
export const commitSlow = alert({
  name: 'KafkaConsumerCommitSlow',
  class: 'symptom',
  severity: 'warning',
  params: { training: { window: '20s', past: '10m' }, production: { window: '1m', past: '6h' } },
  expr: ({ window, past }) => {
    const commits = (series: string) =>
      `sum by (cluster, group) (increase(${consumerMetrics.commitDuration.name}_${series}[${window}]))`
    return (
      `${commitP99} > 0.5 and ${commitP99} > 3 * quantile_over_time(0.5, ${commitP99}[${past}])` +
      ` and on (cluster, group) ${commits('count')} - ${commits('bucket{le="0.5"}')} > 5`
    )
  },
  for: { training: '30s', production: '5m' },
  summary: 'Commits of {{ $labels.group }} are slow',
  description:
    'One commit in a hundred of {{ $labels.group }} takes {{ $value | humanizeDuration }} or ' +
    'more, over three times as long as usual, and what is behind it waits: a broker of its ' +
    'offsets partition is slow.',
  dashboard: 'firedrill-consumers',
})

/** Each rebalance makes a commit or two fail; of many that are tried, a tenth is not normal. */
export const commitFailing = alert({
  name: 'KafkaConsumerCommitFailing',
  class: 'symptom',
  severity: 'warning',
  params: { training: { window: '20s' }, production: { window: '2m' } },
  expr: ({ window }) => {
    const of = (name: string) => `sum by (cluster, group) (increase(${name}[${window}]))`
    const failed = of(consumerMetrics.commitFailures.name)
    const tried = of(`${consumerMetrics.commitDuration.name}_count`)
    return `${failed} / ${tried} > 0.1 and ${failed} > 2`
  },
  for: { training: '30s', production: '5m' },
  summary: 'Commits of {{ $labels.group }} fail',
  description:
    '{{ $value | humanizePercentage }} of the commits of {{ $labels.group }} fail: what it did ' +
    'since the last good one is done again by the next owner.',
  dashboard: 'firedrill-consumers',
})

/**
 * The highest of the window: the last tenth of a heap is gone within a scrape or two, and then the
 * process is a new one. Heaps of training are small, so it has to warn earlier.
 */
export const consumerMemoryHigh = alert({
  name: 'KafkaConsumerMemoryHigh',
  class: 'cause',
  severity: 'warning',
  params: { training: { window: '20s', share: 0.7 }, production: { window: '1m', share: 0.85 } },
  expr: ({ window, share }, jobs) => {
    const highest = ({ name }: { readonly name: string }) =>
      `max_over_time(${name}{${ofJob(jobs.consumer)}}[${window}])`
    return `${highest(processMetrics.heapUsed)} / ${highest(processMetrics.heapLimit)} > ${share}`
  },
  for: { training: '2s', production: '2m' },
  summary: '{{ $labels.instance }} runs out of memory',
  description:
    '{{ $labels.instance }} used {{ $value | humanizePercentage }} of its heap limit; at 100% ' +
    'the process is killed.',
  dashboard: 'firedrill-consumers',
})

export const consumerIdleMembers = alert({
  name: 'KafkaConsumerIdleMembers',
  class: 'cause',
  severity: 'warning',
  expr: `${once(exporterMetrics.groupIdleMembers)} > 0`,
  for: { training: '20s', production: '5m' },
  summary: '{{ $labels.group }} has more members than partitions',
  description:
    '{{ $value }} members of {{ $labels.group }} have no partition: they cost memory and ' +
    'rebalances and read nothing.',
  dashboard: 'firedrill-rebalances',
})
