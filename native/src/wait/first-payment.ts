import { execa } from 'execa'
import type { Config } from '../config.ts'
import { LauncherError } from '../errors.ts'
import { poll } from '../polling.ts'
import { ledgerUrl } from '../stack/postgres.ts'

const patienceSeconds = 60

/**
 * Waits until an order has become a payment since this start: the proof that the whole way works.
 * @throws LauncherError NOT_HEALTHY after a minute.
 */
export async function waitForFirstPayment(
  config: Config,
  psql: string,
  since: Date,
): Promise<void> {
  const query = `select 1 from payments where paid_at >= '${since.toISOString()}' limit 1`
  const args = ['-X', '-A', '-t', '-d', ledgerUrl(config), '-c', query]
  const found = await poll(
    async () => {
      const { stdout } = await execa(psql, args, { reject: false, timeout: 5_000 })
      return stdout.trim() === '1'
    },
    { seconds: patienceSeconds, everyMs: 250 },
  )
  if (found) return
  const advice = './firedrill logs producer; ./firedrill logs payment-1'
  throw new LauncherError('NOT_HEALTHY', 'no payment has reached the ledger', advice)
}
