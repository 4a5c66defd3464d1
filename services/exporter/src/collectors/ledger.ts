import { ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import { createStateWriter, type LedgerTotals, loadLedgerState } from '../ledger/ledger-state.ts'
import { createLostOrders, judgeOrders, type Offsets } from '../ledger/lost-orders.ts'
import {
  createDueOrders,
  type Freshness,
  judgeFreshness,
  lastAcknowledgement,
} from '../ledger/payment-freshness.ts'
import { addPayments, type Progress, resume, stateOf } from '../ledger/progress.ts'
import { type LedgerSnapshot, readInSnapshot } from '../ledger/snapshot-transaction.ts'

/** The group that pays and what it reads; orders alone are judged as lost, not invoices. */
export const paying = { group: 'payment-service', topic: 'orders' }

export interface LedgerCollectorParts {
  readonly pool: LedgerPool
  readonly stateFile: string
  readonly logger: Logger
  /** Committed offsets of the paying group; undefined while they are not known. */
  readonly committed: () => Offsets | undefined
  /** The clock, in ms; the grace of a judgement is measured with it. */
  readonly now?: () => number
}

/**
 * Makes the function that reads what is new in the ledger and returns the totals. The position
 * is on disk before the totals are shown: whenever the exporter stops, no event is counted twice
 * and none is skipped.
 */
export function createLedgerCollector(parts: LedgerCollectorParts): () => Promise<LedgerTotals> {
  const { pool, logger, stateFile, committed, now = Date.now } = parts
  const lostOrders = createLostOrders()
  const dueOrders = createDueOrders()
  const save = createStateWriter(stateFile)
  let progress: Progress | undefined

  async function start(): Promise<Progress> {
    await ensureLedger(pool)
    const saved = await loadLedgerState(stateFile, logger)
    return readInSnapshot(pool, snapshot => resume(snapshot, saved))
  }

  async function judge(snapshot: LedgerSnapshot, before: Progress): Promise<Progress> {
    const offsets = committed()
    if (offsets === undefined) return before
    const judged = before.judged ?? offsets
    const passed = lostOrders.passed(offsets, now())
    const result = await judgeOrders(snapshot, paying, judged, passed)
    const totals = { ...before.totals, lost: before.totals.lost + result.lost }
    return { ...before, totals, judged: result.judged }
  }

  async function judgeFresh(snapshot: LedgerSnapshot, before: Freshness): Promise<Freshness> {
    const last = await lastAcknowledgement(snapshot)
    const due = dueOrders.dueUpTo(last, now())
    // Fewer than before: the ledger was replaced, what it came with is no news.
    if (last < before.position) return { ...before, position: last }
    return judgeFreshness(snapshot, paying.topic, before, due)
  }

  async function advance(): Promise<Progress> {
    const before = progress ?? (await start())
    // What a failed round has half done is read again from the disk.
    progress = undefined
    const after = await readInSnapshot(pool, async snapshot => ({
      ...(await judge(snapshot, await addPayments(snapshot, before, logger))),
      freshness: await judgeFresh(snapshot, before.freshness),
    }))
    await save(stateOf(after))
    return after
  }

  return async () => {
    progress = await advance().catch(cause => {
      throw new Error('the ledger could not be read, see LEDGER_URL', { cause })
    })
    const { due, fresh } = progress.freshness
    return { ...progress.totals, due, fresh }
  }
}
