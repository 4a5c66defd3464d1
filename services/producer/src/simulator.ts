import { ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'
import type { Settings } from '@firedrill/service-kit/settings'
import type { Config } from './config.ts'
import { createLedgerAccess } from './ledger/access.ts'
import { insertBatchIntents } from './ledger/intents.ts'
import { createOutcomeLog } from './ledger/outcomes.ts'
import { createSequences } from './ledger/sequences.ts'
import { type AcceptedBurst, createBursts } from './load/bursts.ts'
import { createIntakes, type Intakes } from './load/intakes.ts'
import { startLoad } from './load/load.ts'
import type { Running } from './load/pacer.ts'
import type { ProducerMetrics } from './metrics.ts'
import { createAccumulator } from './send/accumulator.ts'
import { connectProducer } from './send/connect.ts'
import { createPartitions } from './send/partitions.ts'
import { type Sender, startSender } from './send/sender.ts'
import { openSession, type Session } from './send/session.ts'
import { createTransmit } from './send/transmit.ts'
import type { ProducerSettings } from './settings.ts'
import { prefixedTopology, type TopicRole, topicNames } from './topics.ts'
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
const renewLimitMs = 5000

/** Puts the parts together and begins to connect; nothing is offered before start(). */
export function createSimulator(parts: SimulatorParts): Simulator {
  const { config, logger, readiness, metrics, pool } = parts
  const settings = () => parts.settings.current
  const topics = topicNames(config.TOPIC_PREFIX)
  const giveUp = new AbortController()
  const { signal } = giveUp
  const partitions = createPartitions()
  const sequences = createSequences([topics.orders, topics.invoices])
  const accumulator = createAccumulator(settings)
  const persist = createLedgerAccess({ readiness, logger, signal })
  const outcomes = createOutcomeLog(pool, persist)
  const topology = prefixedTopology(config.TOPIC_PREFIX)
  const { requestDuration } = metrics
  const connectParts = { config, logger, topology, partitions, settings, requestDuration }
  const session = openSession({
    connect: () => connectProducer(connectParts),
    settings,
    signal,
    ...kafkaReadiness(readiness, logger),
  })
  const transmit = createTransmit({ session, metrics, onOutcome: outcomes.record })
  const sender: Sender = startSender({
    accumulator,
    transmit,
    recordIntents: batches => persist(() => insertBatchIntents(pool, batches)),
    onRoom: topic => byTopic.get(topic)?.admit(),
  })
  const onAdmitted = () => sender.notify()
  const intakes = createIntakes({
    topics,
    settings,
    sequences,
    partitions,
    accumulator,
    metrics,
    onAdmitted,
  })
  const roles = Object.entries(topics) as [TopicRole, string][]
  const byTopic = new Map(roles.map(([role, topic]) => [topic, intakes[role]]))
  showLevels()
  followSettings(parts.settings, { intakes, sender, session })
  let load: Running | undefined

  function showLevels(): void {
    for (const [role, topic] of roles) {
      metrics.watchLevels(topic, {
        buffered: () => accumulator.buffered(topic),
        waiting: () => intakes[role].waiting(),
      })
    }
  }

  return {
    burst: createBursts({
      intakes: byTopic,
      partitions,
      settings,
      isStarted: () => load !== undefined,
    }),
    async start() {
      await persist(async () => {
        await ensureLedger(pool)
        await sequences.load(pool)
      })
      await session.connected()
      signal.throwIfAborted()
      load = startLoad(intakes, settings)
    },
    async stop() {
      load?.stop()
      for (const intake of byTopic.values()) intake.withdraw('all')
      const flushed = sender.flush().then(() => outcomes.flush())
      if (!(await doneWithin(flushLimitMs, flushed))) {
        logger.warn({ records: accumulator.size() }, 'ended with records of unknown outcome')
      }
      giveUp.abort()
      await doneWithin(closeLimitMs, session.close())
    },
  }
}

function kafkaReadiness(readiness: Readiness, logger: Logger) {
  return {
    onReady() {
      readiness.ready('kafka')
      logger.info('the producer is connected')
    },
    onUnreachable(error: unknown) {
      const reason = error instanceof Error ? error.message : String(error)
      readiness.missing('kafka', `KAFKA_BROKERS: ${reason}`)
      logger.warn({ err: error }, 'Kafka (KAFKA_BROKERS) cannot be reached, trying again')
    },
  }
}

interface Followers {
  readonly intakes: Intakes
  readonly sender: Sender
  readonly session: Session
}

/** Puts a change of the settings in force; most are read where they are used. */
function followSettings(settings: Settings<ProducerSettings>, followers: Followers): void {
  const { intakes, sender, session } = followers
  settings.subscribe(async (now, before) => {
    // Who lowers the rate wants the new rate, and not first the rest of the old one.
    if (now.ordersPerSecond < before.ordersPerSecond) intakes.orders.withdraw('steady')
    if (now.auditPerSecond < before.auditPerSecond) intakes.audit.withdraw('steady')
    for (const intake of Object.values(intakes)) intake.admit()
    sender.notify()
    const needsNewProducer = (['idempotent', 'requestTimeoutMs', 'retries'] as const).some(
      key => now[key] !== before[key],
    )
    if (needsNewProducer) await doneWithin(renewLimitMs, session.renew())
  })
}
