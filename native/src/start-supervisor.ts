import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, configAsEnvironment } from './config.ts'
import { createControlClient } from './control-client.ts'
import { LauncherError } from './errors.ts'
import type { Layout } from './layout.ts'
import { tail } from './log-tail.ts'
import { markOf, supervisorName } from './mark.ts'
import { poll } from './polling.ts'
import type { Programs } from './programs.ts'

/** The supervisor while the launcher that started it still holds on to it. */
export interface StartedSupervisor {
  /** Lets it go on without the launcher. */
  detach: () => void
  /** Resolves when it has ended. */
  ended: Promise<void>
}

/** Starts the supervisor in a session of its own, tied to this process until it is detached. */
export async function startSupervisor(
  config: Config,
  layout: Layout,
  programs: Pick<Programs, 'node'>,
  main = join(config.root, 'native', 'src', 'supervisor', 'main.ts'),
): Promise<StartedSupervisor> {
  mkdirSync(layout.logs, { recursive: true })
  const log = openSync(layout.logFile(supervisorName), 'a')
  const child = spawn(programs.node, [main], {
    cwd: config.root,
    env: {
      ...process.env,
      ...configAsEnvironment(config),
      ...markOf(config.stateDir, supervisorName),
      FIREDRILL_STATE_DIR: config.stateDir,
    },
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  })
  closeSync(log)
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  await waitForSocket(child, layout)
  return { detach: () => letGo(child), ended }
}

async function waitForSocket(child: ChildProcess, layout: Layout): Promise<void> {
  const client = createControlClient(layout.controlSocket)
  const answers = async () => child.exitCode !== null || (await client.stack()) !== undefined
  await poll(answers, { seconds: 20 })
  if (child.exitCode === null && (await client.stack())) return
  child.kill('SIGKILL')
  const said = tail(layout.logFile(supervisorName), 10)
  throw new LauncherError('STEP_FAILED', 'the supervisor does not start', undefined, said)
}

function letGo(child: ChildProcess): void {
  child.send('detach', () => {
    if (child.connected) child.disconnect()
    child.unref()
  })
}
