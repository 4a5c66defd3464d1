import type { Logger } from '@firedrill/service-kit/logger'
import { type AccountSequences, loadAccountSequences } from './account-sequences.ts'
import type { Judged } from './judged-topics.ts'
import { judgedOf, type LedgerState, savedJudged } from './ledger-state.ts'
import { countPayments, lastPaymentId, type PaymentCursor } from './payment-counter.ts'
import { type Freshness, lastAcknowledgement } from './payment-freshness.ts'
import type { LedgerSnapshot } from './snapshot-transaction.ts'

/** How far the ledger was read, and what was found. */
export interface Progress {
  readonly totals: LedgerState['totals']
  readonly cursor: PaymentCursor
  readonly accounts: AccountSequences
  /** Undefined until the committed offsets were known once. */
  readonly judged: Judged | undefined
  readonly freshness: Freshness
}

/** Goes on from a saved state, or, at a first start, from what is there now: history is no news. */
export async function resume(
  snapshot: LedgerSnapshot,
  saved: LedgerState | undefined,
): Promise<Progress> {
  const position = saved?.payments.position ?? (await lastPaymentId(snapshot))
  const nothingDue = async () => ({
    position: await lastAcknowledgement(snapshot),
    due: 0,
    fresh: 0,
  })
  return {
    totals: saved?.totals ?? { payments: 0, duplicates: 0, lost: 0, inversions: 0 },
    cursor: { position, missing: saved?.payments.missing ?? [] },
    accounts: await loadAccountSequences(snapshot, position),
    judged: saved?.passed && judgedOf(saved.passed),
    freshness: saved?.freshness ?? (await nothingDue()),
  }
}

/** What is kept on disk of it. */
export function stateOf({ totals, cursor, judged, freshness }: Progress): LedgerState {
  const missing = cursor.missing.map(({ low, high }) => ({ low, high }))
  return {
    totals,
    payments: { position: cursor.position, missing },
    ...(judged && { passed: savedJudged(judged) }),
    freshness,
  }
}

// A backlog is read in several rounds, so that one round stays short.
const batchesPerRound = 10

/** Counts the payments that are new, at most 50,000 in one call. */
export async function addPayments(
  snapshot: LedgerSnapshot,
  before: Progress,
  logger: Logger,
): Promise<Progress> {
  const last = await lastPaymentId(snapshot)
  let { totals, cursor } = before
  if (last < cursor.position) {
    logger.warn({ last, position: cursor.position }, 'the ledger was replaced, counting from here')
    return { ...before, cursor: { position: last, missing: [] } }
  }
  for (let batches = 0; batches < batchesPerRound; batches++) {
    const batch = await countPayments(snapshot, cursor, before.accounts)
    totals = {
      ...totals,
      payments: totals.payments + batch.payments,
      duplicates: totals.duplicates + batch.duplicates,
      inversions: totals.inversions + batch.inversions,
    }
    cursor = batch.cursor
    if (batch.caughtUp) break
  }
  return { ...before, totals, cursor }
}
