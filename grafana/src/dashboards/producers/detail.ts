import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'

const { select, rateOfMinute, increaseShown, mean } = queriesBy('topic')
const byTopic = (expr: string) => `sum by (topic) (${expr})`

/** A line for each topic. */
export const topicTable = table({
  id: 30,
  title: 'Topics',
  description:
    'A line for each topic that is written. Good: sent equals offered, no errors, nothing ' +
    'waits. A topic that rests has no mean.',
  width: 24,
  height: 7,
  unit: 'short',
  rows: { topic: 'Topic' },
  sortBy: 'Offered/s',
  columns: [
    { title: 'Offered/s', expr: byTopic(rateOfMinute(producerMetrics.offeredRecords)) },
    { title: 'Sent/s', expr: byTopic(rateOfMinute(producerMetrics.recordsSent)) },
    { title: 'Given up', expr: byTopic(increaseShown(producerMetrics.recordErrors)) },
    { title: 'Waiting', expr: byTopic(select(producerMetrics.waitingRecords)) },
    { title: 'Batch', expr: mean(producerMetrics.batchSizeBytes, 'topic'), unit: 'bytes' },
    { title: 'Acknowledged in', expr: mean(producerMetrics.sendDuration, 'topic'), unit: 's' },
  ],
})
