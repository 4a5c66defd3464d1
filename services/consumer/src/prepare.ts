import { ensureTopics } from '@firedrill/service-kit/kafka/topology'
import { retryForever } from '@firedrill/service-kit/lifecycle'
import type { Logger } from '@firedrill/service-kit/logger'
import type { Readiness } from '@firedrill/service-kit/readiness'
import type { Kafka } from 'kafkajs'
import { reasonOf } from './errors.ts'
import type { Handler } from './handlers/handler.ts'
import type { Ledger } from './ledger/ledger.ts'

interface PrepareParts {
  /** Gives up soon: it is tried again from here, where the log says what is missing. */
  readonly kafka: Kafka
  readonly ledger: Ledger
  readonly handler: Handler
  readonly readiness: Readiness
  readonly logger: Logger
  /** Aborts when the process ends. */
  readonly signal: AbortSignal
}

/**
 * Waits until the brokers are there and the topics exist, and the database where it is used.
 * @returns false if the process began to end before that
 */
export async function prepare(parts: PrepareParts): Promise<boolean> {
  const { ledger, handler, readiness, signal } = parts
  if (handler.usesLedger) readiness.missing('ledger', 'not reached yet')
  try {
    await Promise.all([
      prepareTopics(parts),
      handler.usesLedger && ledger.run(pool => pool.query('SELECT 1'), signal),
    ])
    return true
  } catch (error) {
    if (signal.aborted) return false
    throw error
  }
}

async function prepareTopics({ kafka, readiness, logger, signal }: PrepareParts): Promise<void> {
  const createMissing = async () => {
    const admin = kafka.admin()
    try {
      await admin.connect()
      await ensureTopics(admin)
    } finally {
      await admin.disconnect()
    }
  }
  const onFailure = (error: unknown) => {
    readiness.missing('kafka', `${reasonOf(error)} (KAFKA_BROKERS)`)
    logger.warn({ err: error }, 'Kafka (KAFKA_BROKERS) cannot be used yet, trying again')
  }
  await retryForever(createMissing, { signal, onFailure })
}
