import { request } from './request.ts'

export type PrometheusClient = ReturnType<typeof createPrometheusClient>

interface Sample {
  metric: Record<string, string>
  value: [number, string]
}

/** Instant queries against Prometheus' HTTP API. */
export function createPrometheusClient(baseUrl: string) {
  async function query(promql: string): Promise<Sample[]> {
    const url = `${baseUrl}/api/v1/query?query=${encodeURIComponent(promql)}`
    const { status, body } = await request('GET', url)
    if (status !== 200) throw new Error(`Prometheus answered ${status}: ${JSON.stringify(body)}`)
    return body.data.result
  }
  return {
    query,
    /** Names of the alerts that fire, without Watchdog, which always does. */
    async firing(): Promise<Set<string>> {
      const samples = await query('ALERTS{alertstate="firing"}')
      const names = new Set(samples.map(({ metric }) => String(metric.alertname)))
      names.delete('Watchdog')
      return names
    },
  }
}
