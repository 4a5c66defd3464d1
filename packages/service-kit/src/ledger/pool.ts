import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Logger } from '../logger.ts'

export type LedgerPool = pg.Pool
export type LedgerClient = pg.PoolClient

// Any number will do, as long as every service takes the same one.
const schemaLock = 7_201_100

/** Opens a pool of connections to the ledger; nothing is connected before the first query. */
export function createLedgerPool(url: string, logger: Logger, maxConnections = 4): LedgerPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5000,
    // A query that hangs on a dead connection must come back as an error.
    query_timeout: 30_000,
    keepAlive: true,
  })
  // Without a listener, a connection that dies while idle would end the process.
  pool.on('error', error => logger.warn({ err: error }, 'lost an idle ledger connection'))
  return pool
}

/**
 * Creates the ledger's tables where they are missing; services may call it at the same time.
 * Statements run only when they differ from those that ran last: even an index that exists takes
 * a lock that waits for every open payment, and makes all later ones wait behind it.
 */
export async function ensureLedger(pool: LedgerPool): Promise<void> {
  const sql = await readFile(new URL('./schema.sql', import.meta.url), 'utf8')
  const version = createHash('sha256').update(sql).digest('hex')
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [schemaLock])
    await client.query('CREATE TABLE IF NOT EXISTS ledger_schema (version text PRIMARY KEY)')
    const applied = await client.query('SELECT FROM ledger_schema WHERE version = $1', [version])
    if (applied.rowCount === 0) {
      await client.query(sql)
      await client.query('INSERT INTO ledger_schema VALUES ($1)', [version])
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
