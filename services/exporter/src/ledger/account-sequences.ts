import type { LedgerSnapshot } from './snapshot-transaction.ts'

/**
 * The highest sequence paid of each account in each topic, as far as it is known. A stream that
 * moves to another topic leaves older orders behind: what is paid of them later is no inversion.
 */
export interface AccountSequences {
  /**
   * Takes the first payment of an event.
   * @param account as topicAccount() names it
   * @returns whether it is an inversion: below what was already paid of its account
   */
  isInverted(account: string, sequence: number): boolean
}

// Reading further back would cost more with every payment ever made. An account that rested for
// this long is unknown after a restart, until its next payment.
const paymentsReadAtStart = 1_000_000
const maxAccounts = 200_000

/** Reads where the accounts stood at a payment id: once, at a cost that does not grow. */
export async function loadAccountSequences(
  snapshot: LedgerSnapshot,
  position: number,
): Promise<AccountSequences> {
  const rows = await snapshot.query<{ topic: string; account_id: string; highest: string }>(
    `SELECT topic, account_id, max(account_sequence) AS highest FROM payments
     WHERE id > $1 AND id <= $2 GROUP BY topic, account_id`,
    [position - paymentsReadAtStart, position],
  )
  return createAccountSequences(
    rows.map(row => [topicAccount(row.topic, row.account_id), Number(row.highest)]),
  )
}

/** Makes it from what is known: pairs of account and highest sequence. */
export function createAccountSequences(known: Iterable<[string, number]> = []): AccountSequences {
  const highest = new Map(known)
  return {
    isInverted(account, sequence) {
      const before = highest.get(account)
      if (before !== undefined && sequence < before) return true
      // Set anew, so that the map's first entry is the account that rested longest.
      highest.delete(account)
      highest.set(account, sequence)
      if (highest.size > maxAccounts) highest.delete(highest.keys().next().value ?? '')
      return false
    },
  }
}

/** An account in a topic, as one key. */
export function topicAccount(topic: string, account: string): string {
  return `${topic}/${account}`
}
