import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { alert } from '../alert.ts'

const flushRate = recordedMetrics.logFlushRate.name
const flushMean = recordedMetrics.logFlushMean.name

export const requestHandlerSaturated = alert({
  name: 'KafkaRequestHandlerSaturated',
  class: 'cause',
  severity: 'warning',
  expr: `${recordedMetrics.requestHandlerIdleRatio.name} < 0.2`,
  for: { training: '15s', production: '5m' },
  summary: 'Request handlers of {{ $labels.instance }} are saturated',
  description:
    'The request handler threads of {{ $labels.instance }} are idle {{ $value | ' +
    'humanizePercentage }} of the time, below 20%: requests queue before they are worked on.',
  dashboard: 'firedrill-brokers',
})

export const networkProcessorSaturated = alert({
  name: 'KafkaNetworkProcessorSaturated',
  class: 'cause',
  severity: 'warning',
  expr: `${recordedMetrics.networkProcessorIdleRatio.name} < 0.3`,
  for: { training: '15s', production: '5m' },
  summary: 'Network threads of {{ $labels.instance }} are saturated',
  description:
    'The network threads of listener {{ $labels.listener }} on {{ $labels.instance }} are idle ' +
    '{{ $value | humanizePercentage }} of the time, below 30%: connections wait to be read.',
  dashboard: 'firedrill-brokers',
})

/**
 * The percentiles cannot tell it: on a disk held to five writes a second two forced writes in ten
 * seconds came to an end instead of twenty, of 3 s each, too few for the median of the last thousand,
 * and the p99 remembers one hiccup for eight minutes. It has to last longer than the window of the
 * mean, so that one slow write alone is silent.
 */
export const logFlushSlow = alert({
  name: 'KafkaLogFlushSlow',
  class: 'cause',
  severity: 'warning',
  params: { training: { past: '30m' }, production: { past: '6h' } },
  expr: ({ past }) =>
    `${flushMean} > 100 and ${flushMean} > 3 * quantile_over_time(0.5, ${flushMean}[${past}])`,
  for: { training: '45s', production: '5m' },
  summary: 'Disk of {{ $labels.instance }} is slow',
  description:
    'A forced write takes {{ $value | printf "%.0f" }} ms on average on {{ $labels.instance }}, over ' +
    'three times as long as usual: the disk is slow, throttled or full of other work.',
  dashboard: 'firedrill-brokers',
})

/**
 * A broker on its own makes two forced writes a second, for the KRaft log, and one for each segment
 * that it closes: 24 a second were read where a busy client filled segments of 4 MiB. What producers
 * feel of more depends on the disk and decides nothing. Brokers that were told to flush have many as
 * a rule: a storm is taken for that after 19 twentieths of the past.
 */
export const logFlushStorm = alert({
  name: 'KafkaLogFlushStorm',
  class: 'cause',
  severity: 'warning',
  params: { training: { past: '30m' }, production: { past: '6h' } },
  expr: ({ past }) =>
    `${flushRate} > 40 and ${flushRate} > 5 * quantile_over_time(0.05, ${flushRate}[${past}])`,
  for: { training: '25s', production: '5m' },
  summary: '{{ $labels.instance }} forces its logs to the disk all the time',
  description:
    '{{ $labels.instance }} makes {{ $value | humanize }} forced writes a second, over five ' +
    'times as many as usual: a topic or broker setting asks for a flush every few records. See ' +
    'whether produce requests wait for the disk.',
  dashboard: 'firedrill-brokers',
})
