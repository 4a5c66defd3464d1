import { forgetToken, getToken } from './token.js'

/** What a refused request says: its status, code, message and every wrong field. */
export class ApiError extends Error {
  constructor(status, body) {
    super(body?.message ?? `The chaos service answered with status ${status}`)
    this.status = status
    this.code = body?.code
    this.fields = body?.fields ?? []
  }
}

const timeoutMs = 10_000

/** @throws ApiError when refused; TypeError or a timeout when nothing answers */
export async function get(path, signal = undefined) {
  const late = AbortSignal.timeout(timeoutMs)
  const ends = signal === undefined ? late : AbortSignal.any([signal, late])
  return readAnswer(await fetch(path, { signal: ends }))
}

/**
 * Sends a write with the token; asks for it first when there is none, and again when it is wrong.
 * @param askToken shows the token dialog; resolves to the token, or undefined when given up
 */
export function createWriter(askToken) {
  return async function write(method, path, body) {
    for (let reason = ''; ; reason = 'This token is not the right one.') {
      const token = getToken() ?? (await askToken(reason))
      if (token === undefined) throw new ApiError(401, { message: 'Not done: no token was given.' })
      const response = await send(method, path, body, token)
      if (response.status !== 401) return readAnswer(response)
      forgetToken()
    }
  }
}

function send(method, path, body, token) {
  const headers = { authorization: `Bearer ${encodeURI(token)}` }
  if (body !== undefined) headers['content-type'] = 'application/json'
  return fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs * 3),
  })
}

async function readAnswer(response) {
  const text = await response.text()
  const body = parse(text)
  if (!response.ok) throw new ApiError(response.status, body)
  return body
}

function parse(text) {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
