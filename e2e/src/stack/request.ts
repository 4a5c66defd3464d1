/** An answer as it came, for those who test the refusals. */
export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: what a test looks at is its own affair
  body: any
}

export interface RequestOptions {
  body?: unknown
  headers?: Record<string, string>
}

// A fix may change several services, each blocked by its work for a while.
const timeoutMs = 90_000

/** Sends one HTTP request; every status is an answer, only a failed connection throws. */
export async function request(
  method: string,
  url: string,
  { body, headers = {} }: RequestOptions = {},
): Promise<Answer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(url, {
    method,
    headers: { ...json, ...headers },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const text = await response.text()
  return { status: response.status, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
