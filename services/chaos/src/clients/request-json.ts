import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'

interface JsonRequest {
  readonly url: string
  readonly method?: 'GET' | 'POST' | 'PATCH'
  /** Sent as JSON. */
  readonly body?: unknown
  /** A unix socket to connect to instead of the URL's host. */
  readonly socketPath?: string
  readonly timeoutMs?: number
}

export interface JsonReply {
  readonly status: number
  /** The parsed body; undefined when there is none. */
  readonly body: unknown
}

/**
 * One HTTP exchange in JSON, on a connection of its own: a kept one would be dead after the
 * restart that this service has just caused.
 * @throws OperationalError UNREACHABLE that names the address
 */
export async function requestJson(options: JsonRequest): Promise<JsonReply> {
  try {
    const answer = await send(options)
    const text = Buffer.concat(await answer.toArray()).toString()
    return { status: answer.statusCode ?? 0, body: parse(text) }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const where = options.socketPath ?? new URL(options.url).host
    throw new OperationalError(chaosErrors.unreachable, `${where} (${code ?? message})`, {
      cause: error,
    })
  }
}

function send(options: JsonRequest): Promise<IncomingMessage> {
  const { url, method = 'GET', body, socketPath, timeoutMs = 5000 } = options
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const headers = payload === undefined ? {} : { 'content-type': 'application/json' }
  const request = url.startsWith('https:') ? requestHttps : requestHttp
  const signal = AbortSignal.timeout(timeoutMs)
  const parts = { method, headers, signal, agent: false, ...(socketPath && { socketPath }) }
  return new Promise((resolve, reject) => {
    request(url, parts, resolve).on('error', reject).end(payload)
  })
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}
