import type { Connect } from './connect.ts'

export interface OpenTransaction {
  readonly transactionalId: string
  readonly topic: string
  readonly partition: number
  /** After this time the brokers abort it by themselves; 900 s at most. */
  readonly timeoutSeconds: number
}

export interface Transactions {
  /** Writes one record in a transaction and goes away, as a producer does that dies there. */
  leaveOpen(transaction: OpenTransaction): Promise<void>
  /** Aborts whatever is open under this id, and shuts out who opened it. */
  fence(transactionalId: string): Promise<void>
}

/** Each transaction has a client of its own. */
export function createTransactions(connect: Connect): Transactions {
  const producerOf = async (transactionalId: string, timeoutSeconds: number) =>
    (await connect('chaos-transaction')).producer({
      transactionalId,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      transactionTimeout: timeoutSeconds * 1000,
    })
  return {
    leaveOpen: async ({ transactionalId, topic, partition, timeoutSeconds }) => {
      const producer = await producerOf(transactionalId, timeoutSeconds)
      await producer.connect()
      try {
        const transaction = await producer.transaction()
        const value = JSON.stringify({ drill: 'in a transaction that nobody ends' })
        await transaction.send({ topic, messages: [{ partition, value }] })
      } finally {
        await producer.disconnect()
      }
    },
    fence: async transactionalId => {
      const producer = await producerOf(transactionalId, 60)
      await producer.connect()
      try {
        // The coordinator aborts the old transaction before it hands out a new epoch.
        const transaction = await producer.transaction()
        await transaction.abort()
      } finally {
        await producer.disconnect()
      }
    },
  }
}
