import type { Collected } from '../collectors/collected.ts'
import type { OpenTransaction } from '../collectors/open-transactions.ts'
import type { TransactionStart } from '../collectors/transaction-starts.ts'

/** The age of the oldest transaction on one partition. */
export interface TransactionAge {
  readonly topic: string
  readonly partition: number
  readonly seconds: number
}

/** Asks the coordinators when the current transactions of producers began. */
export type ReadStarts = (
  producerIds: readonly bigint[],
) => Promise<Collected<readonly TransactionStart[]>>

/**
 * Takes the transactions that are open now, forgets those that are not, and tells the age of the
 * oldest one on each partition that has any.
 */
export type TransactionClock = (
  open: readonly OpenTransaction[],
  readStarts: ReadStarts,
  now: number,
) => Promise<Collected<TransactionAge[]>>

interface Known {
  readonly transaction: OpenTransaction
  since: number
  /** Whether the coordinators were asked for its start. */
  asked: boolean
}

/**
 * Makes the clock. A transaction counts from when it was first seen: the timestamps of its records
 * are its producer's, and in a replay they are of another day. One that is still there in the next
 * round is timed by its coordinator, so that a restart of the exporter does not make it young;
 * where no coordinator knows it, the first sight has to do.
 */
export function createTransactionClock(): TransactionClock {
  let known = new Map<string, Known>()

  function update(open: readonly OpenTransaction[], now: number): Known[] {
    const seen = open.map((transaction): [string, Known] => {
      const key = transactionKey(transaction)
      return [key, known.get(key) ?? { transaction, since: now, asked: false }]
    })
    const again = seen.filter(([key, { asked }]) => known.has(key) && !asked)
    known = new Map(seen)
    return again.map(([, each]) => each)
  }

  return async (open, readStarts, now) => {
    const unasked = update(open, now)
    const failures = await learn(unasked, readStarts).catch((error: unknown) => [error])
    return { value: agesOf(known.values(), now), failures }
  }
}

async function learn(unasked: readonly Known[], readStarts: ReadStarts) {
  if (unasked.length === 0) return []
  const ids = new Set(unasked.map(({ transaction }) => transaction.producerId))
  const { value, failures } = await readStarts([...ids])
  const starts = new Map(value.map(start => [producerKey(start), start.startedAt]))
  for (const each of unasked) {
    each.since = Math.min(starts.get(producerKey(each.transaction)) ?? each.since, each.since)
    each.asked = failures.length === 0
  }
  return failures
}

function agesOf(all: Iterable<Known>, now: number): TransactionAge[] {
  const oldest = new Map<string, TransactionAge>()
  for (const { transaction, since } of all) {
    const { topic, partition } = transaction
    const seconds = Math.max(now - since, 0) / 1000
    const key = `${topic}/${partition}`
    if (seconds >= (oldest.get(key)?.seconds ?? 0)) oldest.set(key, { topic, partition, seconds })
  }
  return [...oldest.values()]
}

function producerKey({ producerId, producerEpoch }: TransactionStart | OpenTransaction): string {
  return `${producerId}/${producerEpoch}`
}

function transactionKey(transaction: OpenTransaction): string {
  const { topic, partition, startOffset } = transaction
  return `${topic}/${partition}/${startOffset}/${producerKey(transaction)}`
}
