import { chaosMetrics } from '@firedrill/service-kit/metrics/chaos-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { prometheus, queriesBy } from '../queries.ts'

const { select } = queriesBy()

const firing = select(prometheusMetrics.alerts, 'alertstate="firing"', 'severity!="none"')
const running = `${select(chaosMetrics.faultActive)} == 1`

/** When an alert fired, as a region in every graph. */
export const alertAnnotations = annotation('Alerts', 'red', firing)
  .titleFormat('{{alertname}}')
  .textFormat('{{instance}} {{group}} {{topic}} {{partition}}')
  .tagKeys('severity,class')

/** When a fault ran. */
export const runAnnotations = annotation('Runs', 'orange', running)
  .titleFormat('{{scenario}}')
  .textFormat('fault injected')
  .tagKeys('scenario')

function annotation(name: string, color: string, expr: string): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(prometheus)
    .enable(true)
    .iconColor(color)
    .expr(expr)
    .target(new DataqueryBuilder().refId('Anno').expr(expr))
}
