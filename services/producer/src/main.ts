import { join } from 'node:path'
import { createLedgerPool } from '@firedrill/service-kit/ledger/pool'
import { createLifecycle } from '@firedrill/service-kit/lifecycle'
import { createLogger } from '@firedrill/service-kit/logger'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { openSettings } from '@firedrill/service-kit/settings'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { createProducerMetrics } from './metrics.ts'
import { settingsRules, settingsSchema } from './settings.ts'
import { createSimulator } from './simulator.ts'
import { defaultTopics } from './topics.ts'

const config = readConfig()
const logger = createLogger({ name: config.SERVICE_NAME, level: config.LOG_LEVEL })
const lifecycle = createLifecycle(logger)
const settings = await openSettings({
  schema: settingsSchema,
  rules: settingsRules,
  file: join(config.DATA_DIR, 'settings.json'),
  logger,
  overrides: defaultTopics(config.TOPIC_PREFIX),
})
const registry = createRegistry()
const readiness = createReadiness(['kafka', 'ledger'])
const metrics = createProducerMetrics(registry)
const pool = createLedgerPool(config.LEDGER_URL, logger)
const simulator = createSimulator({ config, logger, settings, readiness, metrics, pool })
const app = createApp({ logger, registry, readiness, settings, burst: simulator.burst })

lifecycle.onStop({ name: 'http', stop: () => app.close() })
lifecycle.onStop({ name: 'ledger', stop: () => pool.end() })
lifecycle.onStop({ name: 'simulator', stop: () => simulator.stop() })

await app.listen({ host: config.HTTP_HOST, port: config.HTTP_PORT })
await simulator.start().catch(error => {
  // Stopping ends the wait for Kafka and the ledger; nothing else does.
  if (!lifecycle.signal.aborted) throw error
})
