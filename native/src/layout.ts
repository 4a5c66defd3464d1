import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** Where things of native mode lie below the state folder. */
export interface Layout {
  data: (process: string) => string
  logFile: (process: string) => string
  logs: string
  run: string
  kafkaLibs: string
  prometheus: string
  alertmanagerConfig: string
  compileCache: string
  controlSocket: string
  chaosToken: string
}

// The kernel's limit for the path of a unix socket, with the final zero.
const socketPathLimit = 107

/** The one place that knows the folder names. */
export function layoutOf({ stateDir }: Pick<Config, 'stateDir'>): Layout {
  const run = join(stateDir, 'run')
  return {
    data: process => join(stateDir, 'data', process),
    logFile: process => join(stateDir, 'logs', `${process}.log`),
    logs: join(stateDir, 'logs'),
    run,
    kafkaLibs: join(stateDir, 'kafka', 'libs'),
    prometheus: join(run, 'prometheus'),
    alertmanagerConfig: join(run, 'alertmanager', 'alertmanager.yml'),
    compileCache: join(stateDir, 'cache', 'node'),
    controlSocket: socketPath(run),
    chaosToken: join(stateDir, 'data', 'chaos', 'token'),
  }
}

function socketPath(run: string): string {
  const path = join(run, 'control.sock')
  if (Buffer.byteLength(path) <= socketPathLimit) return path
  const name = createHash('sha256').update(run).digest('hex').slice(0, 16)
  return join(tmpdir(), `firedrill-${name}.sock`)
}
