import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'

const { select, rateOfMinute } = queriesBy('group', 'topic')
const by = (call: string, expr: string) => `${call} by (group, topic, partition) (${expr})`
const perPartition = (expr: string) => `max by (cluster, topic, partition) (${expr})`
const retained = perPartition(
  `${select(exporterMetrics.partitionEndOffset)} - ${select(exporterMetrics.partitionStartOffset)}`,
)
const lag = select(exporterMetrics.groupLag)

/** A line for each partition that a group reads. */
export const partitionTable = table({
  id: 40,
  title: 'Partitions',
  runbooks: ['KafkaConsumerStalled', 'KafkaRetentionRisk', 'KafkaOffsetRewound'],
  description:
    'A line for each partition that a group reads, the furthest behind first. Good: all alike. ' +
    'Exporter and client apart: see the text above. Consumed 0 with lag: stuck. Lag near 100 % ' +
    'of what is kept: retention is about to delete it. Set back: somebody moved the offset.',
  width: 24,
  height: 10,
  unit: 'short',
  rows: { group: 'Group', topic: 'Topic', partition: 'Partition' },
  sortBy: 'Lag, exporter',
  columns: [
    { title: 'Lag, exporter', expr: by('max', lag) },
    { title: 'Lag, client', expr: by('sum', select(consumerMetrics.recordsLag)) },
    { title: 'Oldest', expr: by('max', select(exporterMetrics.groupLagSeconds)), unit: 's' },
    {
      title: 'Lag of kept',
      expr: by('max', `${lag} / on (cluster, topic, partition) group_left () ${retained}`),
      unit: 'percentunit',
    },
    { title: 'Consumed/s', expr: by('sum', rateOfMinute(consumerMetrics.recordsConsumed)) },
    { title: 'Committed', expr: by('max', select(exporterMetrics.groupCommittedOffset)) },
    {
      title: 'Set back',
      expr: by('sum', `resets(${select(exporterMetrics.groupCommittedOffset)}[$__range])`),
    },
  ],
})
