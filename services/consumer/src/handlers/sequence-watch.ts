/** Notices events of an account that come after a later one. */
export interface SequenceWatch {
  /** True if a higher sequence of this account was seen before; remembers the highest. */
  isInverted(account: string, sequence: number): boolean
}

/**
 * Keeps the highest sequence per account in memory, for the accounts seen last: an account
 * stays with one member as long as orders are keyed by it.
 */
export function createSequenceWatch(maxAccounts = 50_000): SequenceWatch {
  const highest = new Map<string, number>()
  return {
    isInverted(account, sequence) {
      const before = highest.get(account) ?? 0
      highest.delete(account)
      highest.set(account, Math.max(before, sequence))
      if (highest.size > maxAccounts) forgetOldest(highest)
      return sequence < before
    },
  }
}

function forgetOldest(map: Map<string, number>): void {
  const oldest = map.keys().next()
  if (oldest.done !== true) map.delete(oldest.value)
}
