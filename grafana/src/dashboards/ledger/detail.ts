import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'

const { increaseShown, mean } = queriesBy('group')
const byGroup = (expr: string) => `sum by (group) (${expr})`

/** A line for each group that processes events. */
export const groupTable = table({
  id: 30,
  title: 'Groups',
  description:
    'What each group did with its records within the time shown. Good: nothing redelivered, ' +
    'nothing given up, no inversions. Only payment-service knows whether a record came again.',
  width: 24,
  height: 7,
  unit: 'short',
  decimals: 0,
  rows: { group: 'Group' },
  sortBy: 'Processed',
  columns: [
    { title: 'Processed', expr: byGroup(increaseShown(consumerMetrics.recordsConsumed)) },
    { title: 'Redelivered', expr: byGroup(increaseShown(consumerMetrics.redeliveredRecords)) },
    { title: 'Dead letters', expr: byGroup(increaseShown(consumerMetrics.deadLettered)) },
    { title: 'Inversions', expr: byGroup(increaseShown(consumerMetrics.sequenceInversions)) },
    { title: 'Mean time', expr: mean(consumerMetrics.processingDuration, 'group'), unit: 's' },
  ],
})
