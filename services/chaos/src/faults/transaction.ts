import { Type } from 'typebox'
import { defineFault } from './fault.ts'

const longestSeconds = 900

/** Leaves a transaction open on one partition, as a producer does that dies in the middle. */
export const transaction = defineFault({
  id: 'transaction',
  params: Type.Object(
    {
      transactionalId: Type.String({ pattern: '^drill-[a-z0-9-]+$' }),
      topic: Type.String({ maxLength: 249 }),
      partition: Type.Integer({ minimum: 0 }),
    },
    { additionalProperties: false },
  ),
  claims: ({ topic, partition }) => [`transaction:${topic}/${partition}`],
  describe: ({ transactionalId, topic, partition }) =>
    `a transaction of ${transactionalId} stays open on ${topic}/${partition}`,
  prepare: async (_context, { transactionalId }) => ({ transactionalId }),
  async apply({ transactions, ttlSeconds = longestSeconds }, open) {
    // If nobody fences it, not even after a crash of this service, the brokers abort it.
    const timeoutSeconds = Math.min(ttlSeconds, longestSeconds)
    await transactions.leaveOpen({ ...open, timeoutSeconds })
  },
  revert: ({ transactions }, { transactionalId }) => transactions.fence(transactionalId),
})
