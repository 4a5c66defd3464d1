import { createLedgerPool } from '@firedrill/service-kit/ledger/pool'
import { createLogger } from '@firedrill/service-kit/logger'

/** A point in the ledger; what came before it is not the audit's business. */
export interface Mark {
  ackSeq: string
  paymentId: string
}

/** What the ledger says of the orders since a mark. */
export interface Audit {
  acknowledged: number
  /** Acknowledged, and neither paid nor in the dead letters. */
  unpaid: number
  /** Payments beyond the first for the same event. */
  doubled: number
}

/** Reads the ledger's tables directly: the proof does not rest on the metrics it might disprove. */
export function openLedger(url: string) {
  const pool = createLedgerPool(url, createLogger({ name: 'audit', level: 'warn' }), 2)

  async function row<T>(sql: string, values: unknown[]): Promise<T> {
    return (await pool.query(sql, values)).rows[0] as T
  }
  return {
    mark: () => row<Mark>(markSql, []),
    async audit(from: Mark, to: Mark): Promise<Audit> {
      const acks = await row<Omit<Audit, 'doubled'>>(acksSql, [from.ackSeq, to.ackSeq])
      return { ...acks, ...(await row<{ doubled: number }>(doubledSql, [from.paymentId])) }
    },
    close: () => pool.end(),
  }
}

const markSql = `
  SELECT (SELECT coalesce(max(seq), 0) FROM order_acks) AS "ackSeq",
         (SELECT coalesce(max(id), 0) FROM payments) AS "paymentId"`

const acksSql = `
  SELECT count(*)::int AS acknowledged,
         count(*) FILTER (
           WHERE NOT EXISTS (SELECT 1 FROM payments p WHERE p.event_id = a.event_id)
             AND NOT EXISTS (SELECT 1 FROM dead_letters d WHERE d.event_id = a.event_id)
         )::int AS unpaid
  FROM order_acks a
  WHERE a.topic = 'orders' AND a.seq > $1 AND a.seq <= $2`

const doubledSql = `
  SELECT count(*)::int AS doubled
  FROM payments later
  WHERE later.id > $1
    AND EXISTS (
      SELECT 1 FROM payments first
      WHERE first.event_id = later.event_id AND first.id < later.id
    )`
