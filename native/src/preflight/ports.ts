import { createServer } from 'node:net'
import { LauncherError } from '../errors.ts'
import { listenerOf, programName } from '../procfs.ts'
import type { ProcessSpec } from '../stack/process-spec.ts'

/**
 * Tries every port of the stack.
 * @throws LauncherError PORT_TAKEN naming each taken port, its setting and, if known, its holder.
 */
export async function assertPortsFree(stack: Pick<ProcessSpec, 'name' | 'ports'>[]): Promise<void> {
  const wanted = stack.flatMap(({ name, ports }) => ports.map(one => ({ ...one, name })))
  const taken = await Promise.all(
    wanted.map(async one => ((await isFree(one.port)) ? [] : [describe(one)])),
  )
  const problems = taken.flat()
  if (problems.length > 0) {
    const advice = 'stop that process, or change the setting in .env'
    const message = problems.length === 1 ? 'a port is taken' : `${problems.length} ports are taken`
    throw new LauncherError('PORT_TAKEN', message, advice, problems.join('\n'))
  }
}

function describe(one: { name: string; setting: string; port: number }): string {
  const pid = listenerOf(one.port)
  const holder = pid ? `${programName(pid)}, pid ${pid}` : 'another process'
  return `port ${one.port} (${one.setting}, for ${one.name}) is taken by ${holder}`
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return resolve(false)
      reject(error)
    })
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
