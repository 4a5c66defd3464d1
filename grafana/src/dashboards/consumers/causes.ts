import { recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'

const { select, rate, mean } = queriesBy('group', 'topic')
const third = { width: 8, height: 8 } as const
const lag = select(exporterMetrics.groupLag)

/** Too slow, too much, or only one partition? */
export const causePanels = [
  timeSeries({
    ...third,
    id: 20,
    title: 'Records written and consumed',
    runbooks: ['KafkaConsumerThroughputDrop'],
    description:
      'Records a second that reach each topic and that each group finishes. Good: a group ' +
      'consumes what is written. Consumed alone drops: the consumers; both rise: more load; ' +
      'consumed above written: a backlog drains.',
    unit: 'short',
    targets: [
      target(
        `sum by (group, topic) (${rate(consumerMetrics.recordsConsumed)})`,
        '{{group}} · {{topic}}/s',
      ),
      target(
        `sum by (topic) (${rate(exporterMetrics.partitionEndOffset)})`,
        'written to {{topic}}/s',
      ),
    ],
  }),
  timeSeries({
    ...third,
    id: 21,
    title: 'Time for one record, time for one commit',
    runbooks: ['KafkaConsumerCommitSlow'],
    description:
      'Mean time that the handler takes, mean and 99th percentile of a commit. Good: steady, ' +
      'milliseconds. ' +
      'The records a second that one member can do are 1 divided by the two together.',
    unit: 's',
    targets: [
      target(mean(consumerMetrics.processingDuration, 'group'), '{{group}} record'),
      target(mean(consumerMetrics.commitDuration, 'group'), '{{group}} commit'),
      target(
        `max by (group) (${select(recordedMetrics.commitLatencyP99)})`,
        '{{group}} commit, p99',
      ),
    ],
  }),
  timeSeries({
    ...third,
    id: 22,
    title: 'The worst partition of each group',
    description:
      'Lag of the partition that is furthest behind. Good: a small share of the lag of its ' +
      'group. Nearly all of it: a hot key or a slow account, and more members will not help. ' +
      'The table below names it.',
    unit: 'short',
    softMax: 100,
    runbooks: ['KafkaConsumerPartitionSkew', 'KafkaConsumerStalled'],
    targets: [target(`max by (group, topic) (${lag})`, '{{group}} · {{topic}}')],
  }),
]
