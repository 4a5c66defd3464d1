import { catalogue } from '@firedrill/service-kit/metrics/catalogue'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'

/** One of three steps towards the cause. */
export interface Hint {
  readonly text: string
  /** What Prometheus is asked for its value now, if there is something to see. */
  readonly query?: string
}

/**
 * First step: where to look.
 * @param series a metric, with a selector or without; of what counts or moves on, its rate is shown
 */
export function metric(series: string, whatToSee: string): Hint {
  const name = series.replace(/\{.*$/, '')
  const query = moving.has(name) ? `rate(${series}[30s])` : series
  return { text: `Look at ${series}: ${whatToSee}`, query }
}

/** Series whose value says less than how fast it rises. */
const moving = new Set([
  ...catalogue.filter(({ type }) => type === 'counter').map(({ name }) => name),
  ...catalogue.filter(({ type }) => type === 'histogram').map(({ name }) => `${name}_count`),
  exporterMetrics.partitionEndOffset.name,
])

/** Second step: what to ask the cluster. */
export function command(line: string, whatToSee: string): Hint {
  return { text: `Run \`${line}\`: ${whatToSee}` }
}

/**
 * A line for the second step that prints the settings of services, whatever ports they have.
 * @param services process names
 */
export function readSettings(...services: readonly string[]): string {
  const portOf = (service: string) => `$${service.toUpperCase().replaceAll('-', '_')}_PORT`
  const reads = services.map(service => `curl -s localhost:${portOf(service)}/settings`)
  return ['. ./.env', ...reads].join('; ')
}

/** Third step: the cause, and with it the fix. */
export function cause(text: string): Hint {
  return { text: `Cause: ${text}` }
}
