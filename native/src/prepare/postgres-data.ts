import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { programName } from '../procfs.ts'
import type { Programs } from '../programs.ts'
import { ledgerAccount } from '../stack/postgres.ts'
import type { Account } from '../supervisor/launch.ts'
import { runProgram } from './run-program.ts'

/**
 * Makes the database cluster once, with the user and the database of the ledger. It is built beside
 * its place and renamed, so that an interrupted start leaves nothing half made.
 */
export async function createPostgresData(
  folder: string,
  programs: Pick<Programs, 'postgres' | 'initdb'>,
  account: Account | undefined,
): Promise<boolean> {
  if (existsSync(join(folder, 'PG_VERSION'))) return false
  const incoming = `${folder}.incoming`
  const password = `${folder}.password`
  for (const leftover of [incoming, folder, password])
    rmSync(leftover, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  if (account) letThrough(dirname(folder))
  writeFileSync(password, `${ledgerAccount}\n`, { mode: 0o600 })
  if (account) for (const path of [incoming, password]) chownSync(path, account.uid, account.gid)
  const options = { ...account, cwd: dirname(folder), env: { LC_ALL: 'C.UTF-8' } }
  await runProgram(
    programs.initdb,
    [
      '-D',
      incoming,
      '-U',
      ledgerAccount,
      `--pwfile=${password}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
    ],
    options,
  )
  rmSync(password)
  const single = ['--single', '-D', incoming, 'postgres']
  await runProgram(programs.postgres, single, { ...options, stdin: 'pipe', input: createDatabase })
  renameSync(incoming, folder)
  return true
}

// Its user has to pass, whatever umask the folders were made under.
function letThrough(data: string): void {
  for (const folder of [data, dirname(data)]) chmodSync(folder, statSync(folder).mode | 0o011)
}

const createDatabase = `CREATE DATABASE ${ledgerAccount};\n`

/**
 * Removes the lock of a server that is no more. PostgreSQL does so itself, unless the process id
 * in it meanwhile belongs to another process of the same user.
 */
export function removeStalePostgresLock(folder: string): void {
  const lock = join(folder, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  if (programName(pid) !== 'postgres') rmSync(lock, { force: true })
}
