import { after, before } from 'node:test'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { createLedgerPool, ensureLedger } from '@firedrill/service-kit/ledger/pool'
import { createLogger } from '@firedrill/service-kit/logger'
import {
  requireDatabase,
  requireKafka,
} from '../../../../../packages/service-kit/test/support/stack.ts'

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
  const ledgerUrl = await requireDatabase('fd_test_consumer')
  const kafka = createKafka({ ...(await requireKafka()), SERVICE_NAME: 'consumer-test' }, logger, {
    retries: 3,
  })
  const admin = kafka.admin()
  await admin.connect()
  const pool = createLedgerPool(ledgerUrl, logger)
  await ensureLedger(pool)
  return {
    kafka,
    admin,
    pool,
    ledgerUrl,
    async close() {
      await Promise.all([admin.disconnect(), pool.end()])
    },
  }
}

export type Infrastructure = Awaited<ReturnType<typeof openInfrastructure>>
