import type { ProducerSettings } from '../settings.ts'
import { accountId, randomBelow } from './accounts.ts'

type PickSettings = Pick<ProducerSettings, 'accounts' | 'hotAccountShare' | 'eventsPerAccount'>

/**
 * Makes the function that says whose event comes next: any account, each as likely as the other
 * but for the hot one, and each as often in a row as `eventsPerAccount` says.
 */
export function createAccountPicker(settings: () => PickSettings): () => string {
  let account = ''
  let inARow = 0
  return () => {
    const { accounts, hotAccountShare, eventsPerAccount } = settings()
    if (inARow === 0 || inARow >= eventsPerAccount) {
      account = accountId(Math.random() < hotAccountShare ? 0 : randomBelow(accounts))
      inARow = 0
    }
    inARow += 1
    return account
  }
}
