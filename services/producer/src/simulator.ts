import { doneWithin } from '@firedrill/service-kit/done-within'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'
import type { Settings } from '@firedrill/service-kit/settings'
import type { Config } from './config.ts'
import { followSettings } from './follow-settings.ts'
import { createLedgerAccess } from './ledger/access.ts'
import { createSequences } from './ledger/sequences.ts'
import { type AcceptedBurst, createBursts } from './load/bursts.ts'
import { startLoad } from './load/load.ts'
import type { Running } from './load/pacer.ts'
import { createRoutes, type Routes } from './load/routes.ts'
import type { ProducerMetrics } from './metrics.ts'
import { createPartitions } from './send/partitions.ts'
import { openPipeline, type Pipeline } from './send/pipeline.ts'
import { createTopicFinder, type TopicFinder } from './send/topic-finder.ts'
import type { ProducerSettings } from './settings.ts'

interface SimulatorParts {
  readonly config: Config
  readonly logger: Logger
  readonly settings: Settings<ProducerSettings>
  readonly readiness: Readiness
  readonly metrics: ProducerMetrics
  readonly pool: LedgerPool
}

/** The application: makes orders, invoices and audit records and sends them. */
export interface Simulator {
  /** Resolves when Kafka and the ledger were reached and the load has begun. */
  start(): Promise<void>
  /** Stops the load, sends what is buffered, writes the outcomes down, disconnects. */
  stop(): Promise<void>
  readonly burst: (body: unknown) => Promise<AcceptedBurst>
}

// Together below the ten seconds that a stop may take.
const flushLimitMs = 7000
const closeLimitMs = 1500

/** Puts the parts together and begins to connect; nothing is offered before start(). */
export function createSimulator(parts: SimulatorParts): Simulator {
  const { config, logger, pool } = parts
  const settings = () => parts.settings.current
  const giveUp = new AbortController()
  const { signal } = giveUp
  const partitions = createPartitions()
  const prefix = config.TOPIC_PREFIX
  const sequences = createSequences([`${prefix}orders`, `${prefix}invoices`])
  const persist = createLedgerAccess({ ...parts, signal })
  const pipeline: Pipeline = openPipeline({
    ...{ ...parts, settings, persist, partitions, signal },
    topics: () => routes.topics(),
    onRoom: topic => routes.admit(topic),
  })
  const kafka = createKafka(config, logger, { retries: 1 })
  const finder = createTopicFinder({ ...parts, kafka, partitions, signal })
  const { accumulator } = pipeline
  const routes: Routes = createRoutes({
    ...{ ...parts, settings, sequences, partitions, accumulator, prefix },
    onAdmitted: pipeline.notify,
    // Topics are opened while the routes are still being made.
    onOpened: topic => void admitOnceFound(topic, { routes: () => routes, pipeline, finder }),
    onClosed(topic) {
      partitions.forget(topic)
      pipeline.leave(topic)
    },
  })

  followSettings(parts.settings, routes, pipeline)
  let load: Running | undefined
  const isStarted = () => load !== undefined

  return {
    burst: createBursts({ routes, partitions, settings, isStarted, exists: finder.look }),
    async start() {
      await persist(() => ensureLedger(pool))
      await persist(() => sequences.load(pool))
      await pipeline.connected()
      signal.throwIfAborted()
      load = startLoad(routes, settings)
    },
    async stop() {
      load?.stop()
      routes.withdrawAll()
      await sendRest(pipeline, logger)
      giveUp.abort()
      await doneWithin(closeLimitMs, pipeline.close())
    },
  }
}

interface Opening {
  readonly routes: () => Routes
  readonly pipeline: Pipeline
  readonly finder: TopicFinder
}

/** Lets records of a topic in once its partitions are known. */
async function admitOnceFound(topic: string, { routes, pipeline, finder }: Opening): Promise<void> {
  // Rejects at the end of the process only.
  if (!(await becomesConnected(pipeline))) return
  await finder.find(topic, () => routes().streamOf(topic) !== undefined)
  routes().admit(topic)
}

async function sendRest(pipeline: Pipeline, logger: Logger): Promise<void> {
  if (await doneWithin(flushLimitMs, pipeline.flush())) return
  const records = pipeline.accumulator.size()
  logger.warn({ records }, 'ended with records of unknown outcome')
}

function becomesConnected(pipeline: Pipeline): Promise<boolean> {
  return pipeline.connected().then(
    () => true,
    () => false,
  )
}
