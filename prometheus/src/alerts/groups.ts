import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { alert } from '../alert.ts'
import { ofJob } from '../jobs.ts'
import { once } from '../once.ts'

const { groupCommittedOffset, groupLag } = exporterMetrics
const members = once(exporterMetrics.groupMembers)

/** A lag of 0 in the window clears it: a quiet topic commits nothing and is not stalled. */
export const stalled = alert({
  name: 'KafkaConsumerStalled',
  class: 'symptom',
  severity: 'critical',
  params: { training: { window: '15s' }, production: { window: '1m' } },
  expr: ({ window }) =>
    `${once(groupLag, series => `min_over_time(${series}[${window}])`)} > 0` +
    ` and ${once(groupCommittedOffset, series => `changes(${series}[${window}])`)} == 0` +
    ` and on (cluster, group) ${members} > 0`,
  for: { training: '20s', production: '2m' },
  summary: '{{ $labels.group }} is stuck on {{ $labels.topic }}/{{ $labels.partition }}',
  description:
    '{{ $labels.group }} has members and at least {{ $value }} records to read, but its ' +
    'committed offset on partition {{ $labels.partition }} does not move.',
  dashboard: 'firedrill-consumers',
})

export const groupEmpty = alert({
  name: 'KafkaConsumerGroupEmpty',
  class: 'cause',
  severity: 'critical',
  expr: `sum by (cluster, group) (${once(groupLag)}) > 0 and on (cluster, group) ${members} == 0`,
  for: { training: '15s', production: '2m' },
  summary: '{{ $labels.group }} has no members',
  description:
    '{{ $value }} records wait for {{ $labels.group }}, and nobody is there to read them.',
  dashboard: 'firedrill-consumers',
})

/**
 * A rolling restart makes more rebalances in a minute than a storm does: there each member blocks
 * for a while, is taken for dead and comes back, a few times a minute or, with Java clients, every
 * five minutes. What tells a storm is that it does not end. A window holds more than the 60 s that a
 * group may wait for a member killed while it joined: with 60 s the alert lapsed in the midst of a storm.
 */
export const rebalanceStorm = alert({
  name: 'KafkaConsumerRebalanceStorm',
  class: 'cause',
  severity: 'warning',
  params: {
    training: { window: '90s', limit: 1 },
    production: { window: '10m', limit: 2 },
  },
  expr: ({ window, limit }) =>
    `max by (cluster, group) (increase(${consumerMetrics.rebalances.name}[${window}])) >= ${limit}`,
  for: { training: '2m', production: '30m' },
  summary: '{{ $labels.group }} rebalances again and again',
  description:
    'A member of {{ $labels.group }} has joined about {{ $value | printf "%.0f" }} times ' +
    'lately, and it does not end; while a group rebalances nobody consumes, and work that is not ' +
    'committed is done twice.',
  dashboard: 'firedrill-rebalances',
})

/**
 * A process cannot count its own restarts: its start time changes with each. Two of them within the
 * window may be somebody's rolling restarts; a loop goes on.
 */
export const crashLooping = alert({
  name: 'KafkaConsumerCrashLooping',
  class: 'cause',
  severity: 'critical',
  params: {
    training: { window: '2m', restarts: 3 },
    production: { window: '15m', restarts: 3 },
  },
  expr: ({ window, restarts }, jobs) =>
    `changes(${processMetrics.startTime.name}{${ofJob(jobs.consumer)}}[${window}]) >= ${restarts}`,
  for: { training: '0s', production: '0s' },
  summary: '{{ $labels.instance }} keeps crashing',
  description: '{{ $labels.instance }} has started {{ $value }} times anew lately.',
  dashboard: 'firedrill-consumers',
})

export const deadLetterGrowing = alert({
  name: 'KafkaDeadLetterGrowing',
  class: 'cause',
  severity: 'warning',
  params: { training: { window: '1m' }, production: { window: '10m' } },
  expr: ({ window }) =>
    `sum by (cluster, group) (increase(${consumerMetrics.deadLettered.name}[${window}])) > 0`,
  for: { training: '0s', production: '0s' },
  summary: '{{ $labels.group }} gives up records',
  description:
    'About {{ $value | printf "%.0f" }} records went to the dead letter topic lately: ' +
    '{{ $labels.group }} could not process them, and somebody has to.',
  dashboard: 'firedrill-consumers',
})
