import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { createLedgerPool, ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Admin, Kafka } from 'kafkajs'
import { quietLogger } from '../../../../packages/service-kit/test/support/quiet-logger.ts'
import {
  requireDatabase,
  requireKafka,
} from '../../../../packages/service-kit/test/support/stack.ts'
import { prefixedTopology } from '../../src/topics.ts'

/** A real cluster and a real ledger, with topics and a database of the tests' own. */
export interface World {
  readonly prefix: string
  readonly kafka: Kafka
  readonly admin: Admin
  readonly pool: LedgerPool
  /** The environment of a producer in this world, without HTTP_PORT. */
  readonly env: Record<string, string> & { readonly LEDGER_URL: string }
  /** Deletes all topics. */
  wipeTopics(): Promise<void>
  close(): Promise<void>
}

/** @param name makes the topics and the database of one test file its own */
export async function openWorld(name: string): Promise<World> {
  const config = await requireKafka()
  const ledgerUrl = await requireDatabase(`fd_test_producer_${name}`)
  const prefix = `producer-test-${name}-${process.pid}.`
  const logger = quietLogger()
  const pool = createLedgerPool(ledgerUrl, logger)
  await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await ensureLedger(pool)
  const kafka = createKafka(config, logger)
  const admin = kafka.admin()
  await admin.connect()
  const folder = await mkdtemp(join(tmpdir(), 'producer-'))
  const topics = prefixedTopology(prefix).map(({ topic }) => topic)
  const wipeTopics = () => admin.deleteTopics({ topics })
  return {
    ...{ prefix, kafka, admin, pool, wipeTopics },
    env: {
      SERVICE_NAME: 'producer',
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      KAFKA_BROKERS: config.KAFKA_BROKERS,
      LEDGER_URL: ledgerUrl,
      TOPIC_PREFIX: prefix,
    },
    async close() {
      await wipeTopics().catch(() => undefined)
      await admin.disconnect()
      await pool.end()
      await rm(folder, { recursive: true })
    },
  }
}
