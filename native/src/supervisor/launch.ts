import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import type { Config } from '../config.ts'
import type { Layout } from '../layout.ts'
import { markOf } from '../mark.ts'
import type { ProcessSpec } from '../stack/process-spec.ts'

/** A system account. */
export interface Account {
  uid: number
  gid: number
}

/** How children are started: logs to files, a group of their own, a clean environment. */
export function createLaunch(config: Config, layout: Layout): (spec: ProcessSpec) => ChildProcess {
  mkdirSync(layout.logs, { recursive: true })
  return spec => {
    // The child writes to the file itself: it outlives a supervisor that is killed.
    const log = openSync(layout.logFile(spec.name), 'a')
    try {
      return spawn(spec.command, spec.args, {
        cwd: spec.cwd,
        env: { ...baseEnvironment(config), ...spec.env, ...markOf(config.stateDir, spec.name) },
        stdio: ['ignore', log, log],
        detached: true,
        ...accountFor(spec),
      })
    } finally {
      closeSync(log)
    }
  }
}

/** The account a program must run under, where root is refused. */
export function accountFor(spec: Pick<ProcessSpec, 'userWhenRoot'>): Account | undefined {
  if (!spec.userWhenRoot || process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, spec.userWhenRoot ?? '']))
  return { uid: id('-u'), gid: id('-g') }
}

// Nothing of the user's shell that could change a service by accident.
function baseEnvironment({ path, home }: Config): Record<string, string> {
  return { PATH: path, HOME: home, LANG: 'C.UTF-8' }
}
