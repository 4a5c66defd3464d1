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

/** Asks the front door, as any other program would. @throws when no stack runs */
export async function readStatus(root: string): Promise<ProcessStatus[]> {
  const output = await run(join(root, 'firedrill'), ['status', '--json'], root)
  const { processes } = JSON.parse(output) as { processes: ProcessStatus[] }
  if (processes.length === 0) throw new Error('the stack does not run: ./firedrill up')
  return processes
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
