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

/** The first series of a name that Prometheus itself knows, as a scrape would show it. */
export async function queryMetric(prometheus: string, name: string): Promise<string | undefined> {
  const query = new URLSearchParams({ query: `topk(1, ${name})` })
  const { result } = await ask<Vector>(`${prometheus}/api/v1/query?${query}`)
  const [found] = result
  if (found === undefined) return undefined
  const labels = Object.entries(found.metric).filter(([label]) => label !== '__name__')
  const pairs = labels.map(([label, value]) => `${label}="${value}"`).join(',')
  return `${name}{${pairs}} ${found.value[1]}`
}

async function ask<T>(url: string): Promise<T> {
  return (JSON.parse(await fetchText(url)) as { readonly data: T }).data
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return response.text()
}
