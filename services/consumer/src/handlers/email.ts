import type { AccountEvent } from '@firedrill/service-kit/kafka/account-event'
import type { Logger } from '@firedrill/service-kit/logger'
import { parseAccountEvent } from './account-event.ts'
import type { Handler } from './handler.ts'

/** Writes a receipt for each order; where a mail server would be, there is the trace log. */
export function createEmailHandler({ logger }: { logger: Logger }): Handler {
  return {
    usesLedger: false,
    async handle(records) {
      for (const event of records.map(parseAccountEvent)) logger.trace(receipt(event), 'receipt')
      return records.map(() => 'processed')
    },
  }
}

function receipt(event: AccountEvent) {
  const amount = (event.amount_cents / 100).toFixed(2)
  return { to: event.account_id, subject: `Your order ${event.event_id}: ${amount}` }
}
