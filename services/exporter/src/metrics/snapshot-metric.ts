import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { Gauge, type Registry } from 'prom-client'

/** One series: its labels and its value. */
export interface Row {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/**
 * A metric whose series are those of the last round and no others: replaced as a whole, so that
 * what is gone or could not be read is absent instead of stale. It also serves counters.
 */
export class SnapshotMetric extends Gauge {
  readonly #spec: MetricSpec
  #rows: readonly Row[] = []

  constructor(registry: Registry, spec: MetricSpec) {
    const { name, help, labels } = spec
    super({ name, help, labelNames: [...labels], registers: [registry] })
    this.#spec = spec
  }

  replace(rows: readonly Row[]): void {
    this.#rows = rows
  }

  /** What the registry asks for at each scrape. */
  override get() {
    const { name, help, type } = this.#spec
    return Promise.resolve({ name, help, type, values: this.#rows, aggregator: 'sum' } as never)
  }
}
