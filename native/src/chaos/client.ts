import { LauncherError } from '../errors.ts'

/** A line of a run's history, as the chaos service streams it. */
export interface RunEvent {
  at: string
  kind: string
  text: string
  state?: string
  status?: string
}

/** A run, as far as it is shown here. */
export interface Run {
  id: string
  scenario: string
  state: string
  message?: string
}

/** The API of the chaos service, as a thin client sees it. */
export interface ChaosClient {
  /** @throws LauncherError that quotes the refusal and says what to do about it */
  call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>
  /** What has happened in a run and what happens, until it is over. */
  timeline(runId: string): AsyncIterable<RunEvent>
}

/** @param url base URL @param token needed for what changes anything */
export function createChaosClient(url: string, token: string | undefined): ChaosClient {
  async function send(path: string, options: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(url + path, options)
    } catch (error) {
      const reason = (error as { cause?: Error }).cause?.message ?? (error as Error).message
      const message = `the chaos service does not answer at ${url} (${reason})`
      throw new LauncherError('NOT_RUNNING', message, './firedrill up')
    }
  }

  return {
    call: async <T>(method: string, path: string, body?: unknown) => {
      const headers = {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      }
      const payload = body === undefined ? {} : { body: JSON.stringify(body) }
      const reply = await send(path, { method, headers, ...payload })
      const answer = (await reply.json().catch(() => ({}))) as T & Refusal
      if (reply.ok) return answer
      throw refusalOf(reply.status, answer)
    },
    timeline: async function* (runId) {
      const { body } = await send(`/runs/${runId}/timeline`)
      let text = ''
      for await (const chunk of body ?? []) {
        text += Buffer.from(chunk).toString()
        const lines = text.split('\n')
        text = lines.pop() ?? ''
        for (const line of lines) {
          if (line.startsWith('data: ')) yield JSON.parse(line.slice('data: '.length)) as RunEvent
        }
      }
    },
  }
}

interface Refusal {
  code?: string
  message?: string
  fields?: { field: string; message: string }[]
}

const advice: Record<string, string> = {
  UNKNOWN_SCENARIO: './firedrill run lists them',
  INVALID_PARAMS: './firedrill run lists the parameters of each scenario',
  CONFLICTING_RUN: './firedrill stop',
  STACK_NOT_QUIET: 'wait until the stack is healthy, or insist with --force',
  UNKNOWN_RUN: 'leave the name out for the run under way',
  RUN_NOT_ACTIVE: './firedrill run <scenario>',
  LOCKED: './firedrill unlock <reason>',
  UNAUTHORIZED: 'set CHAOS_TOKEN to the token that ./firedrill up has shown',
}

function refusalOf(status: number, { code, message, fields = [] }: Refusal): LauncherError {
  const details = fields.map(each => `  ${each.field} ${each.message}`).join('\n')
  const text = message ?? `the chaos service answered with HTTP ${status}`
  return new LauncherError(
    'REFUSED',
    text,
    advice[code ?? ''],
    details === '' ? undefined : details,
  )
}
