import { ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'
import type { Settings } from '@firedrill/service-kit/settings'
import type { Config } from './config.ts'
import { followSettings } from './follow-settings.ts'
import { createLedgerAccess } from './ledger/access.ts'
import { createSequences } from './ledger/sequences.ts'
import { type AcceptedBurst, createBursts } from './load/bursts.ts'
import { createIntakes, type Intakes } from './load/intakes.ts'
import { startLoad } from './load/load.ts'
import type { Running } from './load/pacer.ts'
import type { ProducerMetrics } from './metrics.ts'
import { createPartitions } from './send/partitions.ts'
import { openPipeline, type Pipeline } from './send/pipeline.ts'
import type { ProducerSettings } from './settings.ts'
import { type TopicRole, topicNames } from './topics.ts'
import { doneWithin } from './within.ts'

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
  readonly burst: (body: unknown) => AcceptedBurst
}

// Together below the ten seconds that a stop may take.
const flushLimitMs = 7000
const closeLimitMs = 1500

/** Puts the parts together and begins to connect; nothing is offered before start(). */
export function createSimulator(parts: SimulatorParts): Simulator {
  const { config, logger, pool, metrics } = parts
  const settings = () => parts.settings.current
  const topics = topicNames(config.TOPIC_PREFIX)
  const giveUp = new AbortController()
  const { signal } = giveUp
  const partitions = createPartitions()
  const sequences = createSequences([topics.orders, topics.invoices])
  const persist = createLedgerAccess({ ...parts, signal })
  const pipeline: Pipeline = openPipeline({
    ...{ ...parts, settings, persist, partitions, signal },
    onRoom: topic => byTopic.get(topic)?.admit(),
  })
  const { accumulator, notify } = pipeline
  const intakes = createIntakes({
    ...{ topics, settings, sequences, partitions, accumulator, metrics },
    onAdmitted: notify,
  })
  const byTopic = intakesByTopic(topics, intakes)
  for (const [topic, { waiting }] of byTopic) {
    metrics.watchLevels(topic, { waiting, buffered: () => accumulator.buffered(topic) })
  }
  followSettings(parts.settings, intakes, pipeline)
  let load: Running | undefined
  const isStarted = () => load !== undefined

  return {
    burst: createBursts({ intakes: byTopic, partitions, settings, isStarted }),
    async start() {
      await persist(() => ensureLedger(pool))
      await persist(() => sequences.load(pool))
      await pipeline.connected()
      signal.throwIfAborted()
      load = startLoad(intakes, settings)
    },
    async stop() {
      load?.stop()
      for (const intake of byTopic.values()) intake.withdraw('all')
      if (!(await doneWithin(flushLimitMs, pipeline.flush()))) {
        logger.warn({ records: accumulator.size() }, 'ended with records of unknown outcome')
      }
      giveUp.abort()
      await doneWithin(closeLimitMs, pipeline.close())
    },
  }
}

function intakesByTopic(topics: Record<TopicRole, string>, intakes: Intakes) {
  const roles = Object.entries(topics) as [TopicRole, string][]
  return new Map(roles.map(([role, topic]) => [topic, intakes[role]]))
}
