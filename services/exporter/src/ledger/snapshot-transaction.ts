import type { LedgerClient, LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { TransactionBounds } from './id-gaps.ts'

/** One consistent view of the ledger. */
export interface LedgerSnapshot {
  readonly bounds: TransactionBounds
  query<R extends object>(text: string, values: unknown[]): Promise<R[]>
}

const timeLimitMs = 8000

/**
 * Reads the ledger in one snapshot, within 8 s: a connection that hangs longer is dropped.
 * @throws the database's error
 */
export async function readInSnapshot<T>(
  pool: LedgerPool,
  work: (snapshot: LedgerSnapshot) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let released = false
  const release = (drop: boolean) => {
    if (!released) client.release(drop)
    released = true
  }
  const limit = setTimeout(release, timeLimitMs, true)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // On a large table the planner expects work that LIMIT spares, and compiling costs a second.
    await client.query(`SET LOCAL statement_timeout = ${timeLimitMs}; SET LOCAL jit = off`)
    const result = await work(await snapshotOf(client))
    await client.query('COMMIT')
    release(false)
    return result
  } catch (error) {
    // A connection in doubt is not used again.
    release(true)
    throw error
  } finally {
    clearTimeout(limit)
  }
}

async function snapshotOf(client: LedgerClient): Promise<LedgerSnapshot> {
  const { rows } = await client.query<{ xmin: string; xmax: string }>(
    `SELECT pg_snapshot_xmin(s)::text AS xmin, pg_snapshot_xmax(s)::text AS xmax
     FROM pg_current_snapshot() AS s`,
  )
  const [bounds] = rows
  if (bounds === undefined) throw new Error('the ledger has no snapshot')
  return {
    bounds: { xmin: BigInt(bounds.xmin), xmax: BigInt(bounds.xmax) },
    query: async (text, values) => (await client.query(text, values)).rows,
  }
}
