import { request } from './request.ts'

export type PrometheusClient = ReturnType<typeof createPrometheusClient>

interface Sample {
  metric: Record<string, string>
  value: [number, string]
}

interface ActiveAlert {
  labels: { alertname: string }
  state: string
}

/** Rules that are evaluated together, every so many seconds. */
export interface RuleGroup {
  readonly interval: number
  readonly rules: readonly (AlertingRule | RecordingRule)[]
}

interface AlertingRule extends NamedQuery {
  readonly type: 'alerting'
  /** How many seconds it has to hold. */
  readonly duration: number
}

interface RecordingRule extends NamedQuery {
  readonly type: 'recording'
}

interface NamedQuery {
  readonly name: string
  readonly query: string
}

/** What verification asks of Prometheus' HTTP API. */
export function createPrometheusClient(baseUrl: string) {
  async function get<T>(path: string): Promise<T> {
    const { status, body } = await request('GET', `${baseUrl}/api/v1/${path}`)
    if (status !== 200) throw new Error(`Prometheus answered ${status}: ${JSON.stringify(body)}`)
    return body.data
  }

  async function ruleGroups(): Promise<readonly RuleGroup[]> {
    const { groups } = await get<{ groups: RuleGroup[] }>('rules')
    return groups
  }

  async function query(promql: string): Promise<Sample[]> {
    const { result } = await get<{ result: Sample[] }>(`query?query=${encodeURIComponent(promql)}`)
    return result
  }

  async function value(promql: string): Promise<number | undefined> {
    const [sample] = await query(promql)
    return sample === undefined ? undefined : Number(sample.value[1])
  }

  return {
    query,
    /** Every rule, alerting and recording. */
    ruleGroups,
    /** The value of the only series, or of the first one; undefined when there is none. */
    value,
    /**
     * Names of the alerts that fire or are about to, without Watchdog, which always does. From
     * the rules themselves: the series ALERTS goes on for five minutes when Prometheus restarts.
     */
    async alerts(): Promise<Record<'firing' | 'pending', Set<string>>> {
      const { alerts } = await get<{ alerts: ActiveAlert[] }>('alerts')
      const active = alerts.filter(({ labels }) => labels.alertname !== 'Watchdog')
      const namesIn = (wanted: string) =>
        active.filter(({ state }) => state === wanted).map(({ labels }) => labels.alertname)
      return { firing: new Set(namesIn('firing')), pending: new Set(namesIn('pending')) }
    },
    /**
     * The most that the scraped processes took at once in the last so many seconds: brokers, our
     * services, Prometheus and Alertmanager. Undefined when Prometheus has no samples of then.
     * @returns bytes resident, and cores over 20 s
     */
    async peakUsage(seconds: number): Promise<{ bytes: number; cores: number } | undefined> {
      const peak = (sum: string) => value(`max_over_time(sum(${sum})[${Math.ceil(seconds)}s:5s])`)
      const bytes = await peak('process_resident_memory_bytes')
      const cores = await peak('rate(process_cpu_seconds_total[20s])')
      return bytes === undefined || cores === undefined ? undefined : { bytes, cores }
    },
    /**
     * What each alert takes by itself until it fires, in seconds: one scrape, one evaluation, which
     * come equally often, and the time that its rule has to hold; of several rules of one name, the
     * quickest.
     */
    async needs(): Promise<Map<string, number>> {
      const needs = new Map<string, number>()
      for (const { interval, rules } of await ruleGroups()) {
        for (const rule of rules) {
          if (rule.type !== 'alerting') continue
          const { name, duration } = rule
          needs.set(name, Math.min(needs.get(name) ?? Infinity, duration + 2 * interval))
        }
      }
      return needs
    },
  }
}
