import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'

const { select, rate } = queriesBy('group', 'topic')
const by = (call: string, expr: string) => `${call} by (group, topic, partition) (${expr})`

/** A line for each partition that a group reads. */
export const partitionTable = table({
  id: 40,
  title: 'Partitions',
  description:
    'A line for each partition that a group reads, the furthest behind first. Good: all alike. ' +
    'Exporter and client apart: see the text above. Consumed 0 with lag: stuck.',
  width: 24,
  height: 10,
  unit: 'short',
  rows: { group: 'Group', topic: 'Topic', partition: 'Partition' },
  sortBy: 'Lag, exporter',
  columns: [
    { title: 'Lag, exporter', expr: by('max', select(exporterMetrics.groupLag)) },
    { title: 'Lag, client', expr: by('sum', select(consumerMetrics.recordsLag)) },
    { title: 'Oldest', expr: by('max', select(exporterMetrics.groupLagSeconds)), unit: 's' },
    { title: 'Consumed/s', expr: by('sum', rate(consumerMetrics.recordsConsumed)) },
    { title: 'Committed', expr: by('max', select(exporterMetrics.groupCommittedOffset)) },
  ],
})
