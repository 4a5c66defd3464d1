import { createHttpApp, type HttpApp } from '@firedrill/service-kit/http'
import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Stoppable } from '@firedrill/service-kit/lifecycle'
import type { Logger } from '@firedrill/service-kit/logger'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { createRegistry, gauge } from '@firedrill/service-kit/metrics/registry'
import { createReadiness, type Readiness } from '@firedrill/service-kit/readiness'
import type { Settings } from '@firedrill/service-kit/settings'
import { createLedgerCollector, payingGroup } from './collectors/ledger.ts'
import type { BrokerPool } from './kafka/broker-pool.ts'
import type { Address } from './kafka/connection-options.ts'
import { createKafkaSeries } from './metrics/kafka-series.ts'
import { createLedgerSeries } from './metrics/ledger-series.ts'
import { collectorNames, createCollectorMeter } from './rounds/collector-meter.ts'
import { createKafkaRound } from './rounds/kafka-round.ts'
import { startPoller } from './rounds/poller.ts'
import type { ExporterSettings } from './settings.ts'

/** What the exporter is made of; everything that reaches outside comes in from here. */
export interface ExporterParts {
  readonly logger: Logger
  readonly settings: Settings<ExporterSettings>
  readonly pool: BrokerPool
  readonly bootstrap: readonly Address[]
  /** Absent: no ledger_* series. */
  readonly ledger?: { readonly pool: LedgerPool; readonly stateFile: string }
  /** What the logs of one broker may take. Absent: no kafka_disk_budget_bytes. */
  readonly diskBudgetBytes?: number
}

/** The exporter, not yet listening and not yet polling. */
export interface Exporter {
  readonly http: HttpApp
  /** Starts the rounds; what it returns ends them, the current one included. */
  start(): Stoppable[]
}

/** Builds the exporter. */
export function createExporter(parts: ExporterParts): Exporter {
  const { logger, settings } = parts
  const registry = createRegistry()
  if (parts.diskBudgetBytes !== undefined) {
    gauge(registry, exporterMetrics.diskBudgetBytes).set(parts.diskBudgetBytes)
  }
  const readiness = createReadiness(['kafka'])
  const names = collectorNames.filter(name => name !== 'ledger' || parts.ledger !== undefined)
  const measure = createCollectorMeter(registry, logger, names)
  const kafka = createKafkaRound({
    pool: parts.pool,
    bootstrap: parts.bootstrap,
    measure,
    show: createKafkaSeries(registry),
    onCluster: createClusterWatch(readiness, logger),
  })
  const rounds = [{ name: 'kafka rounds', run: kafka.run }]
  if (parts.ledger) {
    const paid = () => kafka.paidBy(payingGroup)
    const collect = createLedgerCollector({ ...parts.ledger, logger, paid })
    const show = createLedgerSeries(registry)
    // A round of its own: a ledger that hangs must not hold up the questions to Kafka.
    const run = async () =>
      show(await measure('ledger', async () => ({ value: await collect(), failures: [] })))
    rounds.push({ name: 'ledger rounds', run })
  }
  const intervalMs = () => settings.current.pollIntervalMs
  return {
    http: createHttpApp({ logger, registry, readiness, settings }),
    start: () => rounds.map(round => startPoller({ ...round, intervalMs })),
  }
}

/** Tells readiness and, once, the log what the cluster lets the exporter see. */
function createClusterWatch(readiness: Readiness, logger: Logger) {
  let blind = false
  return (seen: { topics: number } | { refusal: string }): void => {
    if ('refusal' in seen) {
      readiness.missing('kafka', seen.refusal)
      return
    }
    readiness.ready('kafka')
    // Kafka hides a topic from a user who may not describe it, without an error.
    const hint = 'no topic is visible: the cluster has none, or its user lacks DESCRIBE on topics'
    if (seen.topics === 0 && !blind) logger.warn(hint)
    blind = seen.topics === 0
  }
}
