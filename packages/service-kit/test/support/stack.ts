import { once } from 'node:events'
import { connect } from 'node:net'
import type { KafkaConfig } from '@firedrill/service-kit/config'
import pg from 'pg'

/** Where the tests look for Kafka: by default at the stack's own addresses. */
export const brokers =
  process.env.TEST_KAFKA_BROKERS ?? '127.0.0.1:19092,127.0.0.1:19192,127.0.0.1:19292'
const ledgerUrl =
  process.env.TEST_LEDGER_URL ?? 'postgres://firedrill:firedrill@127.0.0.1:15432/firedrill'

/**
 * Where the Kafka cluster for tests is.
 * @throws Error that says what to do, when a broker does not listen
 */
export async function requireKafka(): Promise<KafkaConfig & { SERVICE_NAME: string }> {
  for (const address of brokers.split(',')) {
    if (await listens(address)) continue
    throw new Error(
      `no Kafka at ${address}: start the stack with ./firedrill up, or set TEST_KAFKA_BROKERS`,
    )
  }
  return { KAFKA_BROKERS: brokers, KAFKA_SSL: false, SERVICE_NAME: 'test' }
}

/**
 * Makes sure that a database for tests exists beside the ledger, and gives its address; test files
 * that share one may ask at the same time.
 * @throws Error that says what to do, when PostgreSQL does not answer
 */
export async function requireDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: ledgerUrl, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
  } catch (cause) {
    const address = new URL(ledgerUrl).host
    const advice = 'start the stack with ./firedrill up, or set TEST_LEDGER_URL'
    throw new Error(`no PostgreSQL at ${address}: ${advice}`, { cause })
  }
  try {
    // Of two that make the same database at once, one would fail. The lock ends with the connection.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
  const url = new URL(ledgerUrl)
  url.pathname = `/${name}`
  return url.href
}

async function listens(address: string): Promise<boolean> {
  const [host, port] = address.split(':')
  const socket = connect(Number(port), host)
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(3000) })
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
