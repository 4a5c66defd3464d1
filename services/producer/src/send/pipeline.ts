import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'
import { batchingOf } from '../batching.ts'
import type { Config } from '../config.ts'
import type { PersistWork } from '../ledger/access.ts'
import { insertBatchIntents } from '../ledger/intents.ts'
import { createOutcomeLog } from '../ledger/outcomes.ts'
import type { ProducerMetrics } from '../metrics.ts'
import type { ProducerSettings } from '../settings.ts'
import { prefixedTopology } from '../topics.ts'
import { type Accumulator, createAccumulator } from './accumulator.ts'
import { connectProducer } from './connect.ts'
import type { Partitions } from './partitions.ts'
import { startSender } from './sender.ts'
import { openSession } from './session.ts'
import { openSessions } from './sessions.ts'
import { createTransmit } from './transmit.ts'

interface PipelineParts {
  readonly config: Config
  readonly logger: Logger
  readonly settings: () => ProducerSettings
  readonly readiness: Readiness
  readonly metrics: ProducerMetrics
  readonly pool: LedgerPool
  readonly persist: PersistWork
  readonly partitions: Partitions
  /** The topics in use. */
  readonly topics: () => readonly string[]
  /** Ends every try to reach Kafka. */
  readonly signal: AbortSignal
  /** Told when a topic's buffer has room again. */
  onRoom(topic: string): void
}

/** The way of a record: accumulator, intent in the ledger, brokers, outcome in the ledger. */
export interface Pipeline {
  readonly accumulator: Accumulator
  /** Says that records were appended or limits changed. */
  notify(): void
  /** Resolves when Kafka was reached. */
  connected(): Promise<void>
  /** Goes over to kafkajs producers with the settings in force. */
  renew(): Promise<void>
  /** Opens, renews and closes the producers of single topics as their overrides demand. */
  retune(): Promise<void>
  /** Lets no producer ask for a topic any more: kafkajs fails for ever once it is deleted. */
  leave(topic: string): void
  /** Sends what is buffered and writes the outcomes down; nothing can be sent after it. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Puts the way together and begins to connect. */
export function openPipeline(parts: PipelineParts): Pipeline {
  const { config, settings, metrics, pool, persist, signal } = parts
  const accumulator = createAccumulator(topic => batchingOf(settings(), topic))
  const outcomes = createOutcomeLog(pool, persist)
  const connectParts = {
    ...parts,
    topology: prefixedTopology(config.TOPIC_PREFIX),
    requestDuration: metrics.requestDuration,
  }
  const shown = showReachability(parts.readiness, parts.logger)
  const sessions = openSessions(settings, ownTopic =>
    openSession({
      connect: () => connectProducer(connectParts, ownTopic),
      ...{ settings, signal },
      // The producers of single topics are not what the service waits for to be ready.
      ...(ownTopic === undefined ? shown : sayUnreachable(parts.logger, ownTopic)),
    }),
  )
  const sender = startSender({
    accumulator,
    recordIntents: batches => persist(() => insertBatchIntents(pool, batches)),
    transmit: createTransmit({ session: sessions, metrics, onOutcome: outcomes.record }),
    onRoom: parts.onRoom,
  })
  return {
    accumulator,
    notify: sender.notify,
    connected: sessions.connected,
    renew: sessions.renew,
    retune: sessions.retune,
    leave: sessions.leave,
    close: sessions.close,
    async flush() {
      await sender.flush()
      await outcomes.flush()
    },
  }
}

function showReachability(readiness: Readiness, logger: Logger) {
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

function sayUnreachable(logger: Logger, topic: string) {
  return {
    onReady: () => logger.info({ topic }, 'the producer of this topic is connected'),
    onUnreachable: (error: unknown) =>
      logger.warn({ err: error, topic }, 'the producer of this topic cannot connect, trying again'),
  }
}
