import { request } from 'node:http'
import { LauncherError } from './errors.ts'
import type { ProcessView } from './supervisor/process-view.ts'
import type { StackInfo } from './supervisor/stack-info.ts'

/** Speaks to a running supervisor. */
export interface ControlClient {
  /** What it was started with, or undefined when none answers. */
  stack: () => Promise<StackInfo | undefined>
  processes: () => Promise<ProcessView[]>
  act: (
    name: string,
    action: 'start' | 'stop' | 'kill' | 'pause' | 'resume',
  ) => Promise<ProcessView>
  shutdown: () => Promise<void>
}

// A stop may use up its whole grace.
const timeoutMs = 40_000

export function createControlClient(socket: string): ControlClient {
  const ask = <T>(method: string, path: string, timeout = timeoutMs) =>
    askSocket(socket, method, path, timeout) as Promise<T>
  return {
    stack: () => ask<StackInfo>('GET', '/stack', 5_000).catch(whenNobodyAnswers),
    processes: () => ask<ProcessView[]>('GET', '/processes'),
    act: (name, action) => ask<ProcessView>('POST', `/processes/${name}/${action}`),
    shutdown: async () => {
      await ask('POST', '/shutdown')
    },
  }
}

const nobody = ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ECONNRESET', 'ETIMEDOUT']

function whenNobodyAnswers(error: NodeJS.ErrnoException): undefined {
  if (nobody.includes(error.code ?? '')) return undefined
  throw error
}

function askSocket(
  socketPath: string,
  method: string,
  path: string,
  timeout: number,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path, agent: false, timeout }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString() || '{}')
        if ((answer.statusCode ?? 500) < 300) return resolve(body)
        const code = answer.statusCode === 404 ? 'UNKNOWN_PROCESS' : 'CONTROL_FAILED'
        reject(new LauncherError(code, body.message ?? `status ${answer.statusCode}`))
      })
    })
    asked.on('timeout', () => {
      const error = new Error(`no answer from the supervisor: ${path}`)
      asked.destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
    })
    asked.on('error', reject)
    asked.end()
  })
}
