import type { AccountEvent } from '@firedrill/service-kit/kafka/account-event'

/** An order as both systems carry it, and as both ledgers must show it. */
export type Order = AccountEvent

export interface WorkloadSpec {
  /** Begins every event id, so that no two experiments share one. */
  readonly prefix: string
  readonly seed: number
  readonly count: number
  readonly accounts: number
}

// Any fixed moment: the same seed must give the same bytes.
const firstOrderMs = Date.UTC(2026, 0, 1)

/** Makes orders of random accounts, each account's numbered from 1; the same seed, the same orders. */
export function makeOrders({ prefix, seed, count, accounts }: WorkloadSpec): Order[] {
  const random = createRandom(seed)
  const sequences = new Map<string, number>()
  return Array.from({ length: count }, (_, index) => {
    const account = `ACC${String(Math.floor(random() * accounts)).padStart(5, '0')}`
    const sequence = (sequences.get(account) ?? 0) + 1
    sequences.set(account, sequence)
    return {
      event_id: `${prefix}-${String(index).padStart(6, '0')}`,
      account_id: account,
      sequence,
      amount_cents: 100 + Math.floor(random() * 100_000),
      occurred_at: new Date(firstOrderMs + index).toISOString(),
    }
  })
}

/** Numbers from 0 to below 1 that a seed fixes (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Cuts a list into pieces of at most so many. */
export function inBatches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
