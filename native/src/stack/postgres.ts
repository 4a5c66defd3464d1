import type { Config } from '../config.ts'
import type { Layout } from '../layout.ts'
import type { Programs } from '../programs.ts'
import type { ProcessSpec } from './process-spec.ts'

/** User, password and database have one name in both run modes. */
export const ledgerAccount = 'firedrill'

/** Where the services and the launcher reach the ledger. */
export function ledgerUrl({ ports }: Config): string {
  const address = `127.0.0.1:${ports.POSTGRES_PORT}`
  return `postgres://${ledgerAccount}:${ledgerAccount}@${address}/${ledgerAccount}`
}

/** PostgreSQL: TCP on 127.0.0.1 only, no unix socket to clash with another server's. */
export function postgresProcess(config: Config, layout: Layout, programs: Programs): ProcessSpec {
  const port = config.ports.POSTGRES_PORT
  const options = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'shared_buffers=64MB',
    // The ledger grows by inserts only: fewer checkpoints mean fewer full-page images.
    'max_wal_size=512MB',
    'checkpoint_timeout=10min',
  ]
  return {
    name: 'postgres',
    command: programs.postgres,
    args: ['-D', layout.data('postgres'), ...options.flatMap(option => ['-c', option])],
    env: {},
    cwd: layout.data('postgres'),
    ports: [{ setting: 'POSTGRES_PORT', port }],
    health: { kind: 'postgres', port },
    restart: 'always',
    // SIGTERM would wait until every client has left.
    stopSignal: 'SIGINT',
    stopGraceSeconds: 15,
    stopStage: 2,
    userWhenRoot: 'postgres',
  }
}
