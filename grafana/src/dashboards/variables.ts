import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { prometheus } from '../queries.ts'

/** Which Prometheus to ask. */
export const datasourceVariable = new DatasourceVariableBuilder('datasource')
  .label('Data source')
  .description('The Prometheus that scrapes the cluster')
  .type('prometheus')
  .current({ text: 'Prometheus', value: 'prometheus' })

/** Which cluster to look at: the label that every target carries. */
export const clusterVariable = new QueryVariableBuilder('cluster')
  .label('Cluster')
  .description('The label cluster of the scrape targets')
  .datasource(prometheus)
  .query(`label_values(${prometheusMetrics.up.name}, cluster)`)
  .refresh(VariableRefresh.OnTimeRangeChanged)
  .sort(VariableSort.AlphabeticalAsc)
  .current({ text: 'firedrill', value: 'firedrill' })
