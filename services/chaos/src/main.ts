import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLifecycle, retryForever } from '@firedrill/service-kit/lifecycle'
import { createLogger } from '@firedrill/service-kit/logger'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { createApp } from './app.ts'
import { createKafkaAdmin } from './clients/kafka/admin.ts'
import { createConnect } from './clients/kafka/connect.ts'
import { createLoads } from './clients/kafka/loads.ts'
import { createTransactions } from './clients/kafka/transactions.ts'
import { createPrometheusClient } from './clients/prometheus.ts'
import { createServiceClients } from './clients/services.ts'
import { parseServiceUrls, readConfig } from './config.ts'
import { createMachine } from './machine.ts'
import { createProcessController } from './processes/create.ts'
import { createPulses } from './processes/pulses.ts'
import { reasonOf } from './reason.ts'
import { createJournal } from './runs/journal.ts'
import { openLock } from './runs/lock.ts'
import { createRunManager } from './runs/manager.ts'
import { createRunMetrics } from './runs/metrics.ts'
import { openRunStore } from './runs/store.ts'
import { scenarios } from './scenarios/index.ts'
import { aspects } from './snapshot/index.ts'
import { loadToken } from './token.ts'

const config = readConfig()
const logger = createLogger({ name: config.SERVICE_NAME, level: config.LOG_LEVEL })
const lifecycle = createLifecycle(logger)
const registry = createRegistry()
const readiness = createReadiness(['kafka', 'processes'])

const kafka = createKafkaAdmin(config)
const processes = createProcessController(config)
const services = createServiceClients(parseServiceUrls(config.SERVICE_URLS))
const pulses = createPulses(processes)
const connect = createConnect(config, logger)
const loads = createLoads(connect)
const transactions = createTransactions(connect)

const runs = {
  store: await openRunStore(createJournal(join(config.DATA_DIR, 'runs'))),
  lock: await openLock(join(config.DATA_DIR, 'lock.json')),
  scenarios,
  aspects,
  context: { kafka, processes, services, loads, pulses, transactions },
  prometheus: createPrometheusClient(config.PROMETHEUS_URL),
  metrics: createRunMetrics(
    registry,
    scenarios.map(({ id }) => id),
  ),
  machine: createMachine(config.DATA_DIR),
  logger,
  revertDeadlineSeconds: config.REVERT_DEADLINE_SECONDS,
  pollMs: 2000,
}
const manager = createRunManager(runs)

const app = await createApp({
  http: { logger, registry, readiness },
  guard: {
    token: await loadToken(join(config.DATA_DIR, 'token'), config.CHAOS_TOKEN),
    allowedHosts: config.ALLOWED_HOSTS.split(',').map(host => host.trim()),
  },
  runs,
  manager,
  console: {
    site: {
      grafanaUrl: config.GRAFANA_URL,
      scrapeIntervalSeconds: Number.parseInt(config.SCRAPE_INTERVAL, 10),
    },
    prometheusUrl: config.PROMETHEUS_URL,
    folders: {
      pages: folder('../console'),
      dashboards: folder('../../../grafana/dashboards'),
      runbooks: folder('../../../docs/runbooks'),
    },
  },
})

lifecycle.onStop({ name: 'kafka', stop: () => kafka.close() })
lifecycle.onStop({ name: 'loads', stop: () => loads.stopAll() })
lifecycle.onStop({ name: 'pulses', stop: () => pulses.stopAll() })
lifecycle.onStop({ name: 'http', stop: () => app.close() })
// Shorter than the grace of 10 s: what is not put back by then is at the next start.
lifecycle.onStop({ name: 'runs', stop: () => manager.close(7) })

await app.listen({ host: config.HTTP_HOST, port: config.HTTP_PORT })
manager.recover()

function folder(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

async function waitFor(dependency: string, setting: string, look: () => Promise<unknown>) {
  await retryForever(look, {
    signal: lifecycle.signal,
    onFailure: error => {
      const reason = reasonOf(error)
      readiness.missing(dependency, `${reason} (${setting})`)
      logger.warn({ reason }, `${dependency} is not reachable: check ${setting}`)
    },
  })
  readiness.ready(dependency)
  logger.info(`${dependency} reached`)
}

await Promise.all([
  waitFor('kafka', 'KAFKA_BROKERS', () => kafka.topics.partitions()),
  waitFor('processes', 'CONTROL_SOCKET or DOCKER_API_URL', () => processes.list()),
])
