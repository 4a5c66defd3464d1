import { describeTransactionsV0, listTransactionsV0 } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { ItemError } from '../kafka/protocol-error.ts'
import type { Cluster } from './cluster.ts'
import { type Collected, collectEach } from './collected.ts'

/** What the coordinator of a producer's transactions says of the current one. */
export interface TransactionStart {
  readonly producerId: bigint
  readonly producerEpoch: number
  /** When it began, in ms, by the coordinator's clock. */
  readonly startedAt: number
}

const anyDuration = -1n

/**
 * Asks every broker for the transactions of producers that it coordinates: two requests each. One
 * that no coordinator knows any more, left behind on its partition, is not among them.
 */
export async function collectTransactionStarts(
  brokers: Brokers,
  cluster: Cluster,
  producerIds: readonly bigint[],
): Promise<Collected<TransactionStart[]>> {
  const failures: unknown[] = []
  const collected = await collectEach(cluster.brokers.values(), async address => {
    const ids = await listIds(brokers, address, producerIds)
    if (ids.length === 0) return []
    const answer = await brokers.request(address, describeTransactionsV0.api, ids)
    return answer.transactionStates.flatMap(state => {
      if (state.errorCode !== 0)
        failures.push(new ItemError(state.transactionalId, state.errorCode))
      const startedAt = Number(state.transactionStartTimeMs)
      const { producerId, producerEpoch } = state
      // −1 without a transaction.
      return startedAt > 0 ? [{ producerId, producerEpoch, startedAt }] : []
    })
  })
  return { value: collected.value.flat(), failures: [...collected.failures, ...failures] }
}

async function listIds(
  brokers: Brokers,
  address: Address,
  producerIds: readonly bigint[],
): Promise<string[]> {
  const api = listTransactionsV0.api
  const answer = await brokers.request(address, api, [], [...producerIds], anyDuration, null)
  if (answer.errorCode !== 0) {
    throw new ItemError(`transactions of ${address.host}:${address.port}`, answer.errorCode)
  }
  return answer.transactionStates.map(({ transactionalId }) => transactionalId)
}
