import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** One process, as `./firedrill status --json` tells it. */
export interface ProcessStatus {
  process: string
  state: string
  pid?: number
  restarts: number
  healthy: boolean
  problem?: string
}

/** How the stack runs: as processes of this machine, or as containers. */
export type RunMode = 'native' | 'docker'

interface Status {
  mode: RunMode | null
  processes: ProcessStatus[]
}

/** Asks the front door, as any other program would. @throws when no stack runs */
export async function readStatus(root: string): Promise<ProcessStatus[]> {
  return (await ask(root)).processes
}

/** @throws when no stack runs */
export async function readRunMode(root: string): Promise<RunMode> {
  return (await ask(root)).mode
}

async function ask(root: string): Promise<Status & { mode: RunMode }> {
  const output = await run(join(root, 'firedrill'), ['status', '--json'], root)
  const { mode, processes } = JSON.parse(output) as Status
  if (mode === null || processes.length === 0) {
    throw new Error('the stack does not run: ./firedrill up')
  }
  return { mode, processes }
}

function run(command: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, maxBuffer: 10 * 1024 ** 2 }, (error, stdout) => {
      // An unhealthy process makes the exit code 1, and is an answer all the same.
      if (error && stdout === '') reject(error)
      else resolve(stdout)
    })
  })
}
