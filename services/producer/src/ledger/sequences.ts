import type { LedgerPool } from '@firedrill/service-kit/ledger/pool'

/** The last sequence that was given out, by stream and account. */
export interface Sequences {
  /** Takes over what the ledger says; what is already higher here stays. */
  load(pool: LedgerPool): Promise<void>
  /** Gives out the next sequence of an account, from 1. */
  next(stream: string, accountId: string): number
}

/**
 * Sequences go on where the ledger ends. One that was given out and did not reach the ledger
 * was never sent either, so it may be given out again after a kill. They belong to a stream and
 * not to a topic: a stream that moves to another topic repeats no event id.
 */
export function createSequences(streams: readonly string[]): Sequences {
  const last = new Map(streams.map(stream => [stream, new Map<string, number>()]))
  return {
    async load(pool) {
      const { rows } = await pool.query<{ stream: string; account_id: string; last: string }>(
        `SELECT topic AS stream, account_id, last_sequence AS last
         FROM account_sequences WHERE topic = ANY($1)`,
        [streams],
      )
      for (const row of rows) {
        const accounts = last.get(row.stream)
        const known = accounts?.get(row.account_id) ?? 0
        accounts?.set(row.account_id, Math.max(known, Number(row.last)))
      }
    },
    next(stream, accountId) {
      const accounts = last.get(stream)
      if (accounts === undefined) throw new RangeError(`no sequences for ${stream}`)
      const sequence = (accounts.get(accountId) ?? 0) + 1
      accounts.set(accountId, sequence)
      return sequence
    },
  }
}
