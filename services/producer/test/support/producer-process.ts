import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { eventually } from '../../../../packages/service-kit/test/support/eventually.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** A real producer process. */
export interface ProducerProcess {
  readonly url: string
  /** Resolves when /health/ready answers 200. */
  ready(): Promise<void>
  /** The reasons of a 503 of /health/ready; empty when ready. */
  waitingFor(): Promise<Record<string, string>>
  patch(settings: object): Promise<Response>
  burst(body: object): Promise<Response>
  metrics(): Promise<string>
  /** Sends a signal and resolves with the exit code and the signal when the process is gone. */
  end(signal: NodeJS.Signals): Promise<[code: number | null, signal: NodeJS.Signals | null]>
}

/** Starts a producer on a free port. */
export async function startProducer(env: Record<string, string>): Promise<ProducerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [main], {
    env: { ...env, HTTP_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exited = once(child, 'exit')
  const send = (method: string, path: string, body: object) =>
    fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const waitingFor = async () => {
    const answer = await fetch(`${url}/health/ready`)
    const { waitingFor = {} } = (await answer.json()) as { waitingFor?: Record<string, string> }
    return waitingFor
  }
  return {
    url,
    waitingFor,
    async ready() {
      await eventually('a ready producer', async () => Object.keys(await waitingFor()).length === 0)
    },
    patch: settings => send('PATCH', '/settings', settings),
    burst: body => send('POST', '/bursts', body),
    metrics: async () => (await fetch(`${url}/metrics`)).text(),
    async end(signal) {
      child.kill(signal)
      return (await exited) as [number | null, NodeJS.Signals | null]
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
