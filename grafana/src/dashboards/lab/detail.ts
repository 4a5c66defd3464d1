import { labMetrics } from '@firedrill/service-kit/metrics/lab-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'
import { noValue } from './absent.ts'

const { select } = queriesBy()
const bySystem = (metric: MetricSpec) => `sum by (system) (${select(metric)})`

/** A line for each system. */
export const systemTable = table({
  id: 30,
  title: 'Both systems since the lab started',
  description:
    'A line for each system, all experiments together. Good: nothing lost, one dead letter each, ' +
    'and with Kafka nothing out of order. Acknowledged differs by the variants that only one ' +
    'system has (stream, single active consumer).',
  width: 24,
  height: 6,
  unit: 'short',
  decimals: 0,
  noValue,
  rows: { system: 'System' },
  sortBy: 'System',
  ascending: true,
  columns: [
    { title: 'Acknowledged', expr: bySystem(labMetrics.acknowledged) },
    { title: 'Handled', expr: bySystem(labMetrics.handled) },
    { title: 'Handed out again', expr: bySystem(labMetrics.replayed) },
    { title: 'Out of order', expr: bySystem(labMetrics.inversions) },
    { title: 'Dead letters', expr: bySystem(labMetrics.deadLettered) },
    { title: 'Lost', expr: bySystem(labMetrics.lost) },
  ],
})
