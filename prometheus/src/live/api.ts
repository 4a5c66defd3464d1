/** A rule group as Prometheus reports it. */
export interface LoadedGroup {
  readonly name: string
  /** How long the last evaluation took, in seconds. */
  readonly evaluationTime: number
  readonly rules: readonly LoadedRule[]
}

/** A rule as Prometheus reports it; `query` is the expression in its own notation. */
export interface LoadedRule {
  readonly name: string
  readonly health: 'ok' | 'err' | 'unknown'
  readonly lastError?: string
  readonly state?: 'inactive' | 'pending' | 'firing'
}

/** What a running Prometheus says of its rules and its series. */
export interface Running {
  readonly groups: readonly LoadedGroup[]
  readonly metricNames: ReadonlySet<string>
  readonly series: number
}

interface TsdbStatus {
  readonly headStats: { readonly numSeries: number }
}

/** Asks a Prometheus. @throws when it does not answer */
export async function askPrometheus(url: string): Promise<Running> {
  const [{ groups }, names, { headStats }] = await Promise.all([
    ask<{ readonly groups: readonly LoadedGroup[] }>(`${url}/api/v1/rules`),
    ask<readonly string[]>(`${url}/api/v1/label/__name__/values`),
    ask<TsdbStatus>(`${url}/api/v1/status/tsdb`),
  ])
  return { groups, metricNames: new Set(names), series: headStats.numSeries }
}

async function ask<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return ((await response.json()) as { readonly data: T }).data
}
