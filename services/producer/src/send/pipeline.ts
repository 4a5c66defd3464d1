import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'
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
  /** Goes over to a kafkajs producer with the settings in force. */
  renew(): Promise<void>
  /** Sends what is buffered and writes the outcomes down; nothing can be sent after it. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Puts the way together and begins to connect. */
export function openPipeline(parts: PipelineParts): Pipeline {
  const { config, settings, metrics, pool, persist, signal } = parts
  const accumulator = createAccumulator(settings)
  const outcomes = createOutcomeLog(pool, persist)
  const connectParts = {
    ...parts,
    topology: prefixedTopology(config.TOPIC_PREFIX),
    requestDuration: metrics.requestDuration,
  }
  const session = openSession({
    connect: () => connectProducer(connectParts),
    settings,
    signal,
    ...showReachability(parts.readiness, parts.logger),
  })
  const sender = startSender({
    accumulator,
    recordIntents: batches => persist(() => insertBatchIntents(pool, batches)),
    transmit: createTransmit({ session, metrics, onOutcome: outcomes.record }),
    onRoom: parts.onRoom,
  })
  return {
    accumulator,
    notify: sender.notify,
    connected: session.connected,
    renew: session.renew,
    close: session.close,
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
