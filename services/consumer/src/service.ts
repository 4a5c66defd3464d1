import { join } from 'node:path'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { createLedgerPool } from '@firedrill/service-kit/ledger/pool'
import { createLifecycle } from '@firedrill/service-kit/lifecycle'
import { createLogger } from '@firedrill/service-kit/logger'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { openSettings } from '@firedrill/service-kit/settings'
import { createApp } from './app.ts'
import { readConfig, splitTopics } from './config.ts'
import { createCrasher } from './crash/crasher.ts'
import { killProcess } from './crash/kill-process.ts'
import { createDeadLetters } from './dead-letter/dead-letters.ts'
import { createMembership } from './group/membership.ts'
import { handlers } from './handlers/index.ts'
import { createSequenceWatch } from './handlers/sequence-watch.ts'
import { createLedger } from './ledger/ledger.ts'
import { createConsumerMetrics } from './metrics.ts'
import { createObservers } from './observers.ts'
import { prepare } from './prepare.ts'
import { createBatchProcessor } from './processing/batch-processor.ts'
import { createBlockingWork } from './processing/blocking-work.ts'
import { createPollCollector } from './processing/poll-collector.ts'
import { createRecordWorker } from './processing/record-worker.ts'
import { consumerSettings, settingsRules } from './settings.ts'

const config = readConfig()
const logger = createLogger({ name: config.SERVICE_NAME, level: config.LOG_LEVEL })
const lifecycle = createLifecycle(logger)
const registry = createRegistry()
const metrics = createConsumerMetrics(registry)
const observers = createObservers(metrics)
const readiness = createReadiness(['kafka'])
const settings = await openSettings({
  schema: consumerSettings,
  rules: settingsRules,
  file: join(config.DATA_DIR, 'settings.json'),
  logger,
  overrides: { groupId: config.GROUP_ID, topics: splitTopics(config.TOPICS) },
})

const kafka = createKafka(config, logger)
const pool = createLedgerPool(config.LEDGER_URL, logger)
const countLedgerError = (error: unknown) => {
  const { groupId } = settings.current
  if (groupId !== '') metrics.countError(groupId, error, 'ledger')
}
const ledger = createLedger({ pool, readiness, logger, onFailure: countLedgerError })
const handler = handlers[config.HANDLER]({
  ledger,
  settings,
  logger,
  member: config.SERVICE_NAME,
  sequences: createSequenceWatch(),
  observe: observers.booking,
})
const crasher = createCrasher({ settings, kill: killProcess })
const deadLetters = createDeadLetters({ kafka, topic: config.DEAD_LETTER_TOPIC, ledger, logger })
const worker = createRecordWorker({
  handler,
  settings,
  deadLetters,
  observe: observers.work,
  logger,
})
const blocking = createBlockingWork(settings)
const batches = createBatchProcessor({ settings, worker, crasher, blocking })
const processor = createPollCollector({ settings, processor: batches })
const membership = createMembership({
  kafka,
  config,
  settings,
  readiness,
  processor,
  metrics,
  logger,
})
const app = createApp({ logger, registry, readiness, settings, crasher })

lifecycle.onStop({ name: 'http', stop: async () => app.close() })
lifecycle.onStop({ name: 'ledger', stop: () => pool.end() })
lifecycle.onStop({ name: 'worker thread', stop: blocking.stop })
lifecycle.onStop({ name: 'dead letters', stop: deadLetters.stop })
await app.listen({ host: config.HTTP_HOST, port: config.HTTP_PORT })

const { signal } = lifecycle
const impatient = createKafka(config, logger, { retries: 1 })
if (await prepare({ kafka: impatient, ledger, handler, readiness, logger, signal })) {
  const consuming = membership.run()
  lifecycle.onStop({
    name: 'consumer',
    async stop() {
      membership.stop()
      await consuming
    },
  })
}
