import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { assertReachableForOthers } from '../../../native/src/preflight/postgres-folder.ts'
import { createPostgresData } from '../../../native/src/prepare/postgres-data.ts'
import type { Programs } from '../../../native/src/programs.ts'
import { accountFor } from '../../../native/src/supervisor/launch.ts'
import { ledgerUrl } from './addresses.ts'
import { startChild } from './child.ts'
import { type Server, startAll, untilItAnswers } from './server.ts'

export interface PostgresOptions {
  /** PostgreSQL refuses root: its user must be able to reach this folder. */
  readonly folder: string
  readonly port: number
  readonly programs: Pick<Programs, 'postgres' | 'initdb'>
}

/** Starts a PostgreSQL of its own for the ledger, where the stack's does not run. */
export async function startPostgres(options: PostgresOptions): Promise<Server> {
  const { folder, port, programs } = options
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const account = accountFor({ userWhenRoot: 'postgres' })
  if (account) assertReachableForOthers(folder)
  const data = join(folder, 'data')
  await createPostgresData(data, programs, account)
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
  const server = startChild({
    command: programs.postgres,
    args: ['-D', data, ...settings.flatMap(setting => ['-c', setting])],
    env: { LC_ALL: 'C.UTF-8' },
    mark: dirname(folder),
    cwd: data,
    logFile: join(folder, 'postgres.log'),
    stopSignal: 'SIGINT',
    account,
  })
  return startAll([server], () =>
    untilItAnswers('PostgreSQL', server, async () => {
      const client = new pg.Client({ connectionString: ledgerUrl(port) })
      await client.connect()
      await client.end()
    }),
  )
}
