import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { chaosMetrics } from '@firedrill/service-kit/metrics/chaos-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { prometheus, queriesBy } from '../queries.ts'

/** Which Prometheus to ask. */
export const datasourceVariable = new DatasourceVariableBuilder('datasource')
  .label('Data source')
  .description('The Prometheus that scrapes the cluster')
  .type('prometheus')
  .current({ text: 'Prometheus', value: 'prometheus' })

/** Which cluster to look at: the label that every target carries. */
export const clusterVariable = labelVariable('cluster', 'Cluster')
  .description('The label cluster of the scrape targets')
  .query(`label_values(${prometheusMetrics.up.name}, cluster)`)
  .current({ text: 'firedrill', value: 'firedrill' })

/** Further choices; each starts with everything and takes several values. */
export const variables = {
  // Every group has a state; one that only commits has no number of members.
  group: narrowing('group', 'Group', 'Consumer groups', exporterMetrics.groupState),
  topic: narrowing('topic', 'Topic', 'Topics', exporterMetrics.partitionEndOffset),
  broker: narrowing(
    'broker',
    'Broker',
    'Brokers',
    brokerMetrics.underReplicatedPartitions,
    'instance',
  ),
  scenario: narrowing('scenario', 'Scenario', 'Scenarios', chaosMetrics.faultActive),
} as const

export type VariableName = keyof typeof variables

function narrowing(
  name: string,
  label: string,
  description: string,
  metric: MetricSpec,
  metricLabel = name,
): QueryVariableBuilder {
  return labelVariable(name, label)
    .description(description)
    .query(`label_values(${queriesBy().select(metric)}, ${metricLabel})`)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: 'All', value: '$__all' })
}

function labelVariable(name: string, label: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(prometheus)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
}
