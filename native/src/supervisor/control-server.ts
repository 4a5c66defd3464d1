import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { dirname } from 'node:path'
import type { StackInfo } from './stack-info.ts'
import type { Supervisor } from './supervisor.ts'

const actions = ['start', 'stop', 'kill', 'pause', 'resume'] as const
type Action = (typeof actions)[number]

interface Options {
  socket: string
  supervisor: Supervisor
  info: StackInfo
  /** Called once the answer to POST /shutdown is on its way. */
  onShutdown: () => void
}

interface Reply {
  status: number
  body: unknown
}

/**
 * HTTP on a unix socket that only its owner may open.
 * GET /processes · GET /processes/:name · POST /processes/:name/:action
 * GET /stack · POST /shutdown
 */
export async function listenForControl(options: Options): Promise<Server> {
  const server = createServer((request, response) => {
    reply(options, request)
      .catch((error: Error) => failure(500, 'INTERNAL', error.message))
      .then(answer => send(response, answer))
      .catch(() => response.destroy())
  })
  mkdirSync(dirname(options.socket), { recursive: true })
  rmSync(options.socket, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.socket, resolve)
  })
  chmodSync(options.socket, 0o600)
  return server
}

async function reply(options: Options, { method, url = '/' }: IncomingMessage): Promise<Reply> {
  const [resource, name, action, ...rest] = url.split('?')[0]?.split('/').slice(1) ?? []
  const route = `${method} /${resource}`
  if (route === 'GET /stack' && name === undefined) return { status: 200, body: options.info }
  if (route === 'POST /shutdown' && name === undefined) {
    setImmediate(options.onShutdown)
    return { status: 202, body: {} }
  }
  if (resource !== 'processes' || rest.length > 0) return notFound(url)
  if (route === 'GET /processes' && name === undefined) {
    return { status: 200, body: options.supervisor.list() }
  }
  return replyAboutOne(options.supervisor, method, decodeURIComponent(name ?? ''), action)
}

async function replyAboutOne(
  supervisor: Supervisor,
  method: string | undefined,
  name: string,
  action: string | undefined,
): Promise<Reply> {
  const one = supervisor.find(name)
  if (!one) return failure(404, 'UNKNOWN_PROCESS', `no process of the stack is called ${name}`)
  if (action === 'start' && supervisor.isClosing()) {
    return failure(409, 'CLOSING', 'the stack is being stopped')
  }
  if (method === 'POST' && isAction(action)) {
    await one[action]()
  } else if (method !== 'GET' || action !== undefined) {
    return notFound(`${method} ${name}/${action ?? ''}`)
  }
  return { status: 200, body: one.view() }
}

function isAction(text: string | undefined): text is Action {
  return actions.some(action => action === text)
}

function notFound(what: string): Reply {
  return failure(404, 'NOT_FOUND', `nothing here: ${what}`)
}

function failure(status: number, code: string, message: string): Reply {
  return { status, body: { code, message } }
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
