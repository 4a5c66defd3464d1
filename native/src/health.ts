import { connect } from 'node:net'
import { ledgerAccount } from './stack/postgres.ts'
import type { HealthCheck } from './stack/process-spec.ts'

const timeoutMs = 2_000

/** Undefined when the process does its work, else what is wrong, in a few words. */
export async function findProblem(check: HealthCheck): Promise<string | undefined> {
  try {
    if (check.kind === 'http') return await httpProblem(check.url)
    if (check.kind === 'kafka') return await kafkaProblem(check.port)
    return await postgresProblem(check.port)
  } catch (error) {
    return describe(error as NodeJS.ErrnoException)
  }
}

async function httpProblem(url: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
  const body = await response.text()
  return response.ok ? undefined : `${response.status} ${reasonsIn(body)}`.trim()
}

// Our services name what they wait for, and why.
function reasonsIn(body: string): string {
  try {
    const waitingFor: Record<string, string> = JSON.parse(body).waitingFor ?? {}
    return Object.entries(waitingFor)
      .map(([name, reason]) => `${name}: ${reason}`)
      .join('; ')
  } catch {
    return ''
  }
}

/** A broker accepts connections before it serves requests: only an answer counts. */
async function kafkaProblem(port: number): Promise<string | undefined> {
  const apiVersions = 18
  const request = Buffer.alloc(14)
  request.writeInt32BE(10, 0)
  request.writeInt16BE(apiVersions, 4)
  request.writeInt16BE(0, 6)
  request.writeInt32BE(1, 8)
  request.writeInt16BE(-1, 12)
  const answer = await exchange(port, request)
  return answer.length >= 8 && answer.readInt32BE(4) === 1 ? undefined : 'answers, but not as Kafka'
}

/** PostgreSQL asks for a password once it lets clients in; before, it answers with an error. */
async function postgresProblem(port: number): Promise<string | undefined> {
  const parameters = `user\0${ledgerAccount}\0database\0${ledgerAccount}\0\0`
  const startup = Buffer.alloc(8)
  startup.writeInt32BE(8 + parameters.length, 0)
  startup.writeInt32BE(0x00_03_00_00, 4)
  const answer = await exchange(port, Buffer.concat([startup, Buffer.from(parameters)]))
  return answer.toString('latin1', 0, 1) === 'R' ? undefined : 'is starting or stopping'
}

function exchange(port: number, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(message))
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('does not answer')))
    socket.once('data', (answer: Buffer) => {
      socket.destroy()
      resolve(answer)
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('closed the connection')))
  })
}

function describe(error: NodeJS.ErrnoException): string {
  const code = error.code ?? (error.cause as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ECONNREFUSED') return 'does not listen yet'
  if (error.name === 'TimeoutError') return 'does not answer'
  return code ?? error.message
}
