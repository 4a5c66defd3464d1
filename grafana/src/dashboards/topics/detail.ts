import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'

const { select, rateOfMinute } = queriesBy('topic')
const by = (call: string, expr: string) => `${call} by (topic) (${expr})`
const end = select(exporterMetrics.partitionEndOffset)
const start = select(exporterMetrics.partitionStartOffset)

/** A line for each topic. */
export const topicTable = table({
  id: 30,
  title: 'Topics',
  description:
    'A line for each topic, the largest first. Good: each has a retention in time or bytes, ' +
    'and as many replicas in sync as assigned. A topic that is only compacted has no retention.',
  width: 24,
  height: 8,
  unit: 'short',
  rows: { topic: 'Topic' },
  sortBy: 'Size',
  columns: [
    { title: 'Partitions', expr: by('count', end) },
    { title: 'Size', expr: by('sum', select(exporterMetrics.topicLogSizeBytes)), unit: 'bytes' },
    { title: 'Records kept', expr: by('sum', `${end} - ${start}`) },
    { title: 'Written/s', expr: by('sum', rateOfMinute(exporterMetrics.partitionEndOffset)) },
    { title: 'Replicas', expr: by('sum', select(exporterMetrics.partitionReplicas)) },
    { title: 'In sync', expr: by('sum', select(exporterMetrics.partitionInSyncReplicas)) },
    {
      title: 'Kept for',
      expr: by('max', select(exporterMetrics.topicRetentionSeconds)),
      unit: 's',
      words: { '-1': 'ever' },
    },
    {
      title: 'Kept up to',
      expr: by('max', select(exporterMetrics.topicRetentionBytes)),
      unit: 'bytes',
      words: { '-1': 'any size' },
    },
  ],
})
