import { join } from 'node:path'
import { createLedgerPool } from '@firedrill/service-kit/ledger/pool'
import { createLifecycle } from '@firedrill/service-kit/lifecycle'
import { createLogger } from '@firedrill/service-kit/logger'
import { openSettings } from '@firedrill/service-kit/settings'
import { createExporter } from './app.ts'
import { readConfig } from './config.ts'
import { createBrokerPool } from './kafka/broker-pool.ts'
import { connectionOptions, parseBrokers } from './kafka/connection-options.ts'
import { exporterSettings } from './settings.ts'

const config = readConfig()
const logger = createLogger({ name: config.SERVICE_NAME, level: config.LOG_LEVEL })
const lifecycle = createLifecycle(logger)
const settings = await openSettings({
  schema: exporterSettings,
  file: join(config.DATA_DIR, 'settings.json'),
  logger,
})
const pool = createBrokerPool(config.SERVICE_NAME, connectionOptions(config))
const ledger = config.LEDGER_URL && {
  pool: createLedgerPool(config.LEDGER_URL, logger, 1),
  stateFile: join(config.DATA_DIR, 'ledger-position.json'),
}
const exporter = createExporter({
  logger,
  settings,
  pool,
  bootstrap: parseBrokers(config.KAFKA_BROKERS),
  ...(ledger && { ledger }),
  ...(config.DISK_BUDGET_BYTES && { diskBudgetBytes: config.DISK_BUDGET_BYTES }),
})

lifecycle.onStop({ name: 'brokers', stop: () => pool.close() })
if (ledger) lifecycle.onStop({ name: 'ledger', stop: () => ledger.pool.end() })
lifecycle.onStop({ name: 'http', stop: () => exporter.http.close() })
await exporter.http.listen({ host: config.HTTP_HOST, port: config.HTTP_PORT })
logger.info({ port: config.HTTP_PORT, brokers: config.KAFKA_BROKERS }, 'listening')
for (const rounds of exporter.start()) lifecycle.onStop(rounds)
