import type { Run, Scenario } from './chaos-types.ts'
import { request } from './request.ts'

/** The chaos service's API for programs: a refusal is an error that quotes the answer. */
export type ChaosClient = ReturnType<typeof createChaosClient>

/** @param token undefined is allowed as long as nothing is written */
export function createChaosClient(baseUrl: string, token: string | undefined) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answer = await request(method, baseUrl + path, { body, headers })
    if (answer.status < 300) return answer.body as T
    throw new ChaosRefusal(method, path, answer.status, JSON.stringify(answer.body))
  }
  return {
    scenarios: () => call<Scenario[]>('GET', '/scenarios'),
    runs: () => call<Run[]>('GET', '/runs'),
    run: (id: string) => call<Run>('GET', `/runs/${id}`),
    start: (scenario: string, options: { ttlSeconds?: number; params?: object } = {}) =>
      call<Run>('POST', '/runs', { scenario, ...options }),
    stop: (id: string) => call<Run>('DELETE', `/runs/${id}`),
    applyFix: (id: string, fix: string) => call<Run>('POST', `/runs/${id}/fixes`, { fix }),
    undoFix: (id: string, fix: string) => call<unknown>('DELETE', `/runs/${id}/fixes/${fix}`),
    halt: (reason: string) => call<unknown>('POST', '/halt', { reason }),
    unlock: (reason: string) => call<unknown>('POST', '/unlock', { reason }),
  }
}

export class ChaosRefusal extends Error {
  readonly status: number

  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path} was refused with ${status}: ${body}`)
    this.name = 'ChaosRefusal'
    this.status = status
  }
}
