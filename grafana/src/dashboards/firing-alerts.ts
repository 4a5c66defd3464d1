import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { queriesBy } from '../queries.ts'

/**
 * How many alerts with these names fire. The watchdog always fires: counted along and taken off, it
 * makes 0 of "none", and leaves no value at all while Prometheus evaluates no rules.
 * @param names a regular expression of alert names
 */
export function firingAlerts(names: string): string {
  const { select } = queriesBy()
  const firing = (matcher: string) =>
    `count(${select(prometheusMetrics.alerts, 'alertstate="firing"', matcher)})`
  return `${firing(`alertname=~"${names}|Watchdog"`)} - ${firing('alertname="Watchdog"')}`
}
