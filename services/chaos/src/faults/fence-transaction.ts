import { Type } from 'typebox'
import { defineFault } from './fault.ts'

/** Ends a transaction that nobody ends, as the next owner of its id would. */
export const fenceTransaction = defineFault({
  id: 'fence-transaction',
  offered: 'Abort what is open under a transactional id, and shut out who opened it',
  params: Type.Object(
    { transactionalId: Type.String({ minLength: 1, maxLength: 249 }) },
    { additionalProperties: false },
  ),
  claims: ({ transactionalId }) => [`transactional-id:${transactionalId}`],
  describe: ({ transactionalId }) => `fence ${transactionalId}`,
  prepare: async () => ({}),
  apply: ({ transactions }, { transactionalId }) => transactions.fence(transactionalId),
  revert: async () => {},
})
