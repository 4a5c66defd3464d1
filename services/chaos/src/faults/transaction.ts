import { Type } from 'typebox'
import { defineFault } from './fault.ts'

const longestSeconds = 900

/** Leaves a transaction open on one partition, or ends it as its next owner would. */
export const transaction = defineFault({
  id: 'transaction',
  params: Type.Object(
    {
      transactionalId: Type.String({ pattern: '^drill-[a-z0-9-]+$' }),
      action: Type.Union([Type.Literal('leave-open'), Type.Literal('fence')]),
      topic: Type.String({ maxLength: 249 }),
      partition: Type.Integer({ minimum: 0 }),
    },
    { additionalProperties: false },
  ),
  offered: 'End a transaction that nobody ends: fence its transactional id',
  claims: ({ topic, partition }) => [`transaction:${topic}/${partition}`],
  describe: ({ transactionalId, action, topic, partition }) =>
    action === 'fence'
      ? `fence ${transactionalId}`
      : `a transaction of ${transactionalId} stays open on ${topic}/${partition}`,
  prepare: async (_context, { transactionalId }) => ({ transactionalId }),
  async apply({ transactions, ttlSeconds = longestSeconds }, { action, ...open }) {
    if (action === 'fence') return transactions.fence(open.transactionalId)
    // If nobody fences it, not even after a crash of this service, the brokers abort it.
    const timeoutSeconds = Math.min(ttlSeconds, longestSeconds)
    await transactions.leaveOpen({ ...open, timeoutSeconds })
  },
  revert: ({ transactions }, { transactionalId }) => transactions.fence(transactionalId),
})
