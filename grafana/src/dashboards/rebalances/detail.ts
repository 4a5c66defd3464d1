import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'

const { select, increaseShown } = queriesBy('group')
const byGroup = (expr: string) => `sum by (group) (${expr})`
const inState = (state: string) => byGroup(select(exporterMetrics.groupState, `state="${state}"`))
const yesNo = { '0': '–', '1': 'yes' } as const

/** A line for each group. */
export const groupTable = table({
  id: 30,
  title: 'Groups',
  description:
    'A line for each group as its coordinator reports it. Good: Stable, with the members you ' +
    'deployed. Members is what the brokers know, reporting what Prometheus reads: a difference ' +
    'is a process that cannot be scraped, or a member that was evicted.',
  width: 24,
  height: 8,
  unit: 'short',
  decimals: 0,
  rows: { group: 'Group' },
  sortBy: 'Joins',
  columns: [
    { title: 'Stable', expr: inState('Stable'), words: yesNo },
    { title: 'Empty', expr: inState('Empty'), words: yesNo },
    { title: 'Members', expr: byGroup(select(exporterMetrics.groupMembers)) },
    { title: 'Idle', expr: byGroup(select(exporterMetrics.groupIdleMembers)) },
    {
      title: 'Reporting',
      expr: `count by (group) (${select(consumerMetrics.assignedPartitions)})`,
    },
    { title: 'Joins', expr: byGroup(increaseShown(consumerMetrics.rebalances)) },
    { title: 'Failed commits', expr: byGroup(increaseShown(consumerMetrics.commitFailures)) },
  ],
})
