import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { SystemName } from '../systems/system.ts'

/** What the ledger says of one system in one experiment. */
export interface SystemBalance {
  readonly acknowledged: number
  readonly effects: number
  /** Acknowledged, and a reader neither did it nor dead-lettered it; once for each reader. */
  readonly lost: number
  /** Done by a reader more often than once. */
  readonly duplicated: number
  readonly deadLettered: number
}

/** Both sides of an experiment. */
export interface Balance {
  readonly intended: number
  readonly systems: Readonly<Record<SystemName, SystemBalance>>
  /**
   * Orders, for each reader, that one side did otherwise than the other: not at all, more often,
   * with another amount, or dead-lettered on one side only. 0: both ledgers are equal.
   */
  readonly differences: number
}

const perSystem = `
  WITH done AS (
    SELECT reader, event_id, count(*) AS times FROM lab_effects
    WHERE experiment = $1 AND system = $2 GROUP BY reader, event_id
  ), dead AS (
    SELECT DISTINCT reader, event_id FROM lab_dead_letters WHERE experiment = $1 AND system = $2
  ), readers AS (SELECT reader FROM done UNION SELECT reader FROM dead)
  SELECT
    (SELECT count(*) FROM lab_acks WHERE experiment = $1 AND system = $2)::int AS acknowledged,
    (SELECT coalesce(sum(times), 0) FROM done)::int AS effects,
    (SELECT coalesce(sum(times - 1), 0) FROM done)::int AS duplicated,
    (SELECT count(*) FROM dead)::int AS "deadLettered",
    (SELECT count(*) FROM lab_acks a CROSS JOIN readers r
     WHERE a.experiment = $1 AND a.system = $2
       AND NOT EXISTS (SELECT FROM done d WHERE d.reader = r.reader AND d.event_id = a.event_id)
       AND NOT EXISTS (SELECT FROM dead d WHERE d.reader = r.reader AND d.event_id = a.event_id)
    )::int AS lost`

const differences = `
  WITH lines AS (
    SELECT system, reader, event_id, 'done' AS what, count(*) AS times, sum(amount_cents) AS cents
    FROM lab_effects WHERE experiment = $1 GROUP BY system, reader, event_id
    UNION ALL
    SELECT system, reader, event_id, 'dead', 1, 0
    FROM lab_dead_letters WHERE experiment = $1 GROUP BY system, reader, event_id
  ), kafka AS (SELECT * FROM lines WHERE system = 'kafka'),
  rabbitmq AS (SELECT * FROM lines WHERE system = 'rabbitmq')
  SELECT count(*)::int AS differences
  FROM kafka FULL JOIN rabbitmq USING (reader, event_id, what, times, cents)
  WHERE kafka.system IS NULL OR rabbitmq.system IS NULL`

// Filled a moment ago, most likely before PostgreSQL took statistics by itself: without them it
// expects a row or two, and compares each order with each.
const takeStatistics = 'ANALYZE lab_intents, lab_acks, lab_effects, lab_dead_letters'

/** Compares what both systems did with the same orders. */
export async function readBalance(pool: LedgerPool, experiment: string): Promise<Balance> {
  await pool.query(takeStatistics)
  const [kafka, rabbitmq, intents, differing] = await Promise.all([
    pool.query(perSystem, [experiment, 'kafka']),
    pool.query(perSystem, [experiment, 'rabbitmq']),
    pool.query('SELECT count(*)::int AS count FROM lab_intents WHERE experiment = $1', [
      experiment,
    ]),
    pool.query(differences, [experiment]),
  ])
  return {
    intended: intents.rows[0].count,
    systems: { kafka: kafka.rows[0], rabbitmq: rabbitmq.rows[0] },
    differences: differing.rows[0].differences,
  }
}

/**
 * Orders that a reader did for the first time after a later one of the same account: done again is
 * no inversion.
 */
export async function countInversions(
  pool: LedgerPool,
  experiment: string,
  system: SystemName,
): Promise<number> {
  const { rows } = await pool.query(
    `WITH first AS (
       SELECT reader, account_id, sequence, min(position) AS position FROM lab_effects
       WHERE experiment = $1 AND system = $2 GROUP BY reader, account_id, sequence
     ), ordered AS (
       SELECT sequence, max(sequence) OVER (
         PARTITION BY reader, account_id ORDER BY position
         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
       ) AS highest_before FROM first
     )
     SELECT count(*)::int AS inversions FROM ordered WHERE sequence < highest_before`,
    [experiment, system],
  )
  return rows[0].inversions
}
