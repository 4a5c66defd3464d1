import { execa } from 'execa'
import type { Config } from '../config.ts'
import { LauncherError } from '../errors.ts'
import { poll } from '../polling.ts'
import { ledgerAccount } from '../stack/postgres.ts'
import { compose, containerOf } from './compose.ts'

const paymentPatienceSeconds = 120

/** Builds and starts the stack with Docker and waits for its first payment. */
export async function startDocker(config: Config): Promise<void> {
  const since = new Date()
  await compose(config, ['up', '--detach', '--build', '--wait'])
  console.log('Waiting for the first payment in the ledger')
  const query = `select 1 from payments where paid_at >= '${since.toISOString()}' limit 1`
  const psql = ['psql', '-U', ledgerAccount, '-XAtc', query]
  const paid = await poll(
    async () => {
      const { stdout } = await execa('docker', ['exec', containerOf('postgres'), ...psql], {
        reject: false,
        timeout: 10_000,
      })
      return stdout.trim() === '1'
    },
    { seconds: paymentPatienceSeconds, everyMs: 500 },
  )
  if (!paid) throw new LauncherError('NOT_HEALTHY', 'no payment has reached the ledger')
}

/** The token that chaos made in its container. */
export async function dockerToken(): Promise<string | undefined> {
  const read = ['sh', '-c', 'cat "$DATA_DIR/token"']
  const result = await execa('docker', ['exec', containerOf('chaos'), ...read], { reject: false })
  return result.failed ? undefined : result.stdout.trim()
}
