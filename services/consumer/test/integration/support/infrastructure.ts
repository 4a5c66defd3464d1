import { after, before } from 'node:test'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { createLedgerPool, ensureLedger } from '@firedrill/service-kit/ledger/pool'
import { createLogger } from '@firedrill/service-kit/logger'

/** Where the tests find Kafka and PostgreSQL: by default the stack's own addresses. */
export const brokers =
  process.env.TEST_KAFKA_BROKERS ?? '127.0.0.1:19092,127.0.0.1:19192,127.0.0.1:19292'
const adminUrl =
  process.env.TEST_LEDGER_URL ?? 'postgres://firedrill:firedrill@127.0.0.1:15432/firedrill'

const database = 'fd_test_consumer'

/** The tests' own database on that server. */
export const ledgerUrl = Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href

const logger = createLogger({ name: 'test', level: 'silent', pretty: false })

/**
 * Opens Kafka and the tests' database around the tests of a file; what it returns gives them.
 * An address that does not answer fails every test, by its name.
 */
export function useInfrastructure(): () => Infrastructure {
  let opened: Infrastructure | undefined
  before(async () => {
    opened = await openInfrastructure()
  })
  after(() => opened?.close())
  return () => opened as Infrastructure
}

async function openInfrastructure() {
  const pool = await openDatabase().catch(error => fail('PostgreSQL', 'TEST_LEDGER_URL', error))
  const kafka = createKafka(
    { SERVICE_NAME: 'consumer-test', KAFKA_BROKERS: brokers, KAFKA_SSL: false },
    logger,
    { retries: 3 },
  )
  const admin = kafka.admin()
  await admin.connect().catch(error => fail('Kafka', 'TEST_KAFKA_BROKERS', error))
  return {
    kafka,
    admin,
    pool,
    async close() {
      await Promise.all([admin.disconnect(), pool.end()])
    },
  }
}

export type Infrastructure = Awaited<ReturnType<typeof openInfrastructure>>

async function openDatabase() {
  const server = createLedgerPool(adminUrl, logger, 1)
  try {
    await server.query(`CREATE DATABASE ${database}`).catch(error => {
      // Made by an earlier run.
      if (error.code !== '42P04') throw error
    })
  } finally {
    await server.end()
  }
  const pool = createLedgerPool(ledgerUrl, logger)
  await ensureLedger(pool)
  return pool
}

function fail(what: string, variable: string, cause: unknown): never {
  const reason = cause instanceof Error ? cause.message || String(cause) : String(cause)
  throw new Error(`${what} does not answer (${variable}): start the stack first. ${reason}`)
}
