import { execa } from 'execa'
import { type Config, configAsEnvironment } from '../config.ts'
import { LauncherError } from '../errors.ts'

export const composeProject = 'firedrill'

/** The container of a process. */
export function containerOf(process: string): string {
  return `${composeProject}-${process}`
}

/** Whether a Docker daemon answers and has the compose plugin. */
export async function dockerAnswers(): Promise<boolean> {
  const quiet = { reject: false, timeout: 5_000, stdio: 'ignore' } as const
  const daemon = await execa('docker', ['version', '--format', '{{.Server.Version}}'], quiet)
  return !daemon.failed && !(await execa('docker', ['compose', 'version'], quiet)).failed
}

/** Ids of the stack's containers, stopped ones too; none where there is no Docker. */
export async function stackContainers(): Promise<string[]> {
  const filter = `label=com.docker.compose.project=${composeProject}`
  const asked = await execa('docker', ['ps', '-aq', '--filter', filter], {
    reject: false,
    timeout: 5_000,
  })
  return asked.failed ? [] : asked.stdout.split('\n').filter(id => id !== '')
}

/**
 * Runs `docker compose` on the stack, its output straight to the terminal.
 * @throws LauncherError STEP_FAILED when it fails.
 */
export async function compose(config: Config, args: string[]): Promise<void> {
  const result = await execa('docker', ['compose', ...args], {
    cwd: config.root,
    env: configAsEnvironment(config),
    stdio: 'inherit',
    reject: false,
  })
  if (result.failed && !result.isTerminated) {
    const advice = './firedrill status; ./firedrill logs'
    throw new LauncherError('STEP_FAILED', `docker compose ${args[0]} failed`, advice)
  }
}
