import { explain } from '../../explain.js'

const base = '/prometheus/api/v1'
const timeoutMs = 15_000

/**
 * Prometheus as the chaos service hands it on. Times in seconds since the epoch.
 * @throws Error with Prometheus's own words; AbortError when the signal says so
 */
export const prometheus = {
  query: (expr, time, signal) => post('/query', { query: expr, time }, signal),
  queryRange: (expr, { from, to, step }, signal) =>
    post('/query_range', { query: expr, start: from, end: to, step }, signal),
  async labelValues({ label, selector }, { from, to }, signal) {
    const asked = new URLSearchParams({ start: seconds(from), end: seconds(to) })
    if (selector) asked.set('match[]', selector)
    return read(await reach(`${base}/label/${label}/values?${asked}`, {}, signal))
  },
}

async function post(path, parameters, signal) {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    body.set(name, typeof value === 'number' ? seconds(value) : value)
  }
  const { result } = await read(await reach(base + path, { method: 'POST', body }, signal))
  return result
}

async function read(response) {
  const answer = await response.json().catch(() => ({}))
  if (response.ok && answer.data !== undefined) return answer.data
  throw new Error(answer.error ?? answer.message ?? `Prometheus answered ${response.status}`)
}

async function reach(address, options, signal) {
  const late = AbortSignal.timeout(timeoutMs)
  try {
    return await fetch(address, { ...options, signal: AbortSignal.any([signal, late]) })
  } catch (error) {
    signal.throwIfAborted()
    throw new Error(explain(error))
  }
}

function seconds(time) {
  return String(Math.round(time * 1000) / 1000)
}
