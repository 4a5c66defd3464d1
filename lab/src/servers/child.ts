import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { markName } from './leftovers.ts'

export interface ChildSpec {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Tells whose it is, should this process be killed: see `endLeftovers`. */
  readonly mark: string
  readonly cwd: string
  readonly logFile: string
  readonly stopSignal: NodeJS.Signals
  readonly account?: { uid: number; gid: number } | undefined
}

/** A server that this process started. */
export interface Child {
  /** Whether it has ended, by itself or not. */
  ended(): boolean
  /** The end of its log, for the case that it does not start. */
  lastLines(): string
  /** Asks it to end, and ends it and all that it started when it takes too long. */
  stop(): Promise<void>
}

const stopGraceMs = 20_000

/**
 * Starts a server in a process group of its own, so that Ctrl-C reaches only this process, which
 * then ends its servers in order. If this process ends unexpectedly they are killed with it.
 */
export function startChild(spec: ChildSpec): Child {
  const log = openSync(spec.logFile, 'w')
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: { ...spec.env, [markName]: spec.mark },
    detached: true,
    stdio: ['ignore', log, log],
    ...spec.account,
  })
  closeSync(log)
  let failure = ''
  child.once('error', error => {
    failure = error.message
  })
  const killGroup = () => signalGroup(child, 'SIGKILL')
  process.once('exit', killGroup)
  return {
    ended: () => hasEnded(child) || failure !== '',
    lastLines: () =>
      failure || readFileSync(spec.logFile, 'utf8').split('\n').slice(-15).join('\n'),
    async stop() {
      process.removeListener('exit', killGroup)
      if (hasEnded(child) || failure !== '') return killGroup()
      child.kill(spec.stopSignal)
      await Promise.race([once(child, 'exit'), sleep(stopGraceMs, undefined, { ref: false })])
      killGroup()
    },
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // Nobody of the group is left.
  }
}
