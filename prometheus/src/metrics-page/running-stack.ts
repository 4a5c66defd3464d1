import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'

interface Targets {
  readonly activeTargets: readonly { readonly scrapeUrl: string }[]
}

interface Vector {
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>
    readonly value: readonly [number, string]
  }[]
}

/**
 * Fetches what the targets of a Prometheus serve, and what further addresses do, those first.
 * A target that is down is left out.
 * @throws when Prometheus or a further address does not answer
 */
export async function fetchScrapes(prometheus: string, further: readonly string[]) {
  const first = await Promise.all(further.map(fetchText))
  const { activeTargets } = await ask<Targets>(`${prometheus}/api/v1/targets?state=active`)
  const targets = activeTargets.map(({ scrapeUrl }) => fetchText(scrapeUrl).catch(() => ''))
  return [...first, ...(await Promise.all(targets))]
}

/**
 * A series that Prometheus itself knows, as a scrape would show it: what rules make, what it makes
 * of scrapes, and what comes from a target that cannot be asked from here.
 */
export async function queryMetric(
  prometheus: string,
  { name, type, labels }: MetricSpec,
): Promise<string | undefined> {
  const series = type === 'histogram' ? `${name}_bucket` : name
  const query = new URLSearchParams({ query: `topk(1, ${series})` })
  const { result } = await ask<Vector>(`${prometheus}/api/v1/query?${query}`)
  const [found] = result
  if (found === undefined) return undefined
  const shown = [...labels, 'le'].filter(label => found.metric[label] !== undefined)
  const pairs = shown.map(label => `${label}="${found.metric[label]}"`).join(',')
  return `${series}${pairs === '' ? '' : `{${pairs}}`} ${found.value[1]}`
}

async function ask<T>(url: string): Promise<T> {
  return (JSON.parse(await fetchText(url)) as { readonly data: T }).data
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return response.text()
}
