import { ensureLedger, type LedgerPool } from '@firedrill/service-kit/ledger/pool'
import type { Logger } from '@firedrill/service-kit/logger'
import { beginJudging, continueJudging } from '../ledger/judged-topics.ts'
import { createStateWriter, type LedgerTotals, loadLedgerState } from '../ledger/ledger-state.ts'
import { createLostOrders, judgeOrders, type PaidPositions } from '../ledger/lost-orders.ts'
import {
  createDueOrders,
  judgeFreshness,
  lastAcknowledgement,
} from '../ledger/payment-freshness.ts'
import { addPayments, type Progress, resume, stateOf } from '../ledger/progress.ts'
import { type LedgerSnapshot, readInSnapshot } from '../ledger/snapshot-transaction.ts'

/** The group that pays orders, from whatever topic it reads them. */
export const payingGroup = 'payment-service'

export interface LedgerCollectorParts {
  readonly pool: LedgerPool
  readonly stateFile: string
  readonly logger: Logger
  /** What the paying group has committed; undefined while it is not known. */
  readonly paid: () => PaidPositions | undefined
  /** The clock, in ms; the grace of a judgement is measured with it. */
  readonly now?: () => number
}

/**
 * Makes the function that reads what is new in the ledger and returns the totals. The position
 * is on disk before the totals are shown: whenever the exporter stops, no event is counted twice
 * and none is skipped.
 */
export function createLedgerCollector(parts: LedgerCollectorParts): () => Promise<LedgerTotals> {
  const { pool, logger, stateFile, paid, now = Date.now } = parts
  const lostOrders = createLostOrders()
  const dueOrders = createDueOrders()
  const save = createStateWriter(stateFile)
  let progress: Progress | undefined

  async function start(): Promise<Progress> {
    await ensureLedger(pool)
    const saved = await loadLedgerState(stateFile, logger)
    return readInSnapshot(pool, snapshot => resume(snapshot, saved))
  }

  async function judge(snapshot: LedgerSnapshot, before: Progress, lastAck: number) {
    const positions = paid()
    if (positions === undefined) return before
    const start = before.judged ?? beginJudging(positions.committed, lastAck)
    const judged = continueJudging(start, positions.exists, lastAck)
    const passed = lostOrders.passed(positions, now())
    const result = await judgeOrders(snapshot, payingGroup, judged, passed)
    const totals = { ...before.totals, lost: before.totals.lost + result.lost }
    return { ...before, totals, judged: result.judged }
  }

  async function advance(): Promise<Progress> {
    const before = progress ?? (await start())
    // What a failed round has half done is read again from the disk.
    progress = undefined
    const after = await readInSnapshot(pool, async snapshot => {
      const lastAck = await lastAcknowledgement(snapshot)
      const counted = await addPayments(snapshot, before, logger)
      const judged = await judge(snapshot, counted, lastAck)
      const due = dueOrders.dueUpTo(lastAck, now())
      return {
        ...judged,
        freshness: await judgeFreshness(snapshot, before.freshness, lastAck, due),
      }
    })
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
