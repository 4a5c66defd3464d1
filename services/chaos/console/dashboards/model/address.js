/**
 * What the address says of a dashboard, in Grafana's own parameters, over the dashboard's defaults.
 * @param {string} search
 * @param {{time?: {from?: string, to?: string}, refresh?: string | false}} defaults
 * @returns {{from: string, to: string, refresh: string, chosen: Map<string, string[]>}}
 *   chosen: values by variable
 */
export function readAddress(search, { time = {}, refresh = '' } = {}) {
  const given = new URLSearchParams(search)
  const chosen = new Map()
  for (const [key, value] of given) {
    if (!key.startsWith('var-')) continue
    const name = key.slice(4)
    chosen.set(name, [...(chosen.get(name) ?? []), value])
  }
  return {
    from: given.get('from') ?? time.from ?? 'now-15m',
    to: given.get('to') ?? time.to ?? 'now',
    refresh: given.get('refresh') ?? (refresh === false ? '' : refresh),
    chosen,
  }
}

/** The address of such a state: only what differs from nothing, variables in their order. */
export function writeAddress({ from, to, refresh, chosen }) {
  const written = new URLSearchParams({ from, to, refresh })
  for (const [name, values] of chosen) {
    for (const value of values) written.append(`var-${name}`, value)
  }
  return `?${written}`
}
