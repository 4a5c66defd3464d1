import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'

const { increaseShown } = queriesBy('topic')
const sent = `sum by (topic) (${increaseShown(producerMetrics.recordsSent)})`
const failed = `sum by (topic) (${increaseShown(producerMetrics.recordErrors)})`

/** A line for each topic. */
export const topicTable = table({
  id: 21,
  title: 'Produce success by topic',
  description:
    'Records acknowledged and given up within the time shown. Good: nothing given up. A single ' +
    'topic that fails points to its settings, all of them to the brokers.',
  width: 14,
  height: 8,
  unit: 'short',
  decimals: 0,
  rows: { topic: 'Topic' },
  sortBy: 'Given up',
  columns: [
    { title: 'Acknowledged', expr: sent },
    { title: 'Given up', expr: failed },
    { title: 'Success', expr: `${sent} / (${sent} + ${failed} > 0)`, unit: 'percentunit' },
  ],
})
