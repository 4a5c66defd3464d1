import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import { requestJson } from './request-json.ts'

export type Labels = Readonly<Record<string, string>>

/** The value of one series now. */
export interface Sample {
  readonly labels: Labels
  readonly value: number
}

/** The raw samples of one series, oldest first; times in seconds since the epoch. */
export interface Series {
  readonly labels: Labels
  readonly samples: readonly (readonly [time: number, value: number])[]
}

export interface PrometheusClient {
  /** @throws OperationalError UNREACHABLE, or REFUSED with what Prometheus says of the query */
  query(expr: string): Promise<Sample[]>
  /** Every scrape of a range selector such as `up[60s]`. */
  range(selector: string): Promise<Series[]>
  /**
   * Names of the alerts that fire, without the watchdog. From the rules themselves: the series
   * ALERTS goes on for five minutes when Prometheus restarts.
   */
  firingAlerts(): Promise<string[]>
}

/** @param url base URL, without a path */
export function createPrometheusClient(url: string): PrometheusClient {
  async function get<T>(path: string): Promise<T> {
    const { status, body } = await requestJson({ url: `${url}/api/v1/${path}` })
    const { data, error } = (body ?? {}) as Answer<T>
    if (status === 200 && data !== undefined) return data
    const detail = `Prometheus: ${error ?? `HTTP ${status}`} (${path})`
    throw new OperationalError(chaosErrors.refused, detail)
  }

  async function ask(query: string): Promise<RawSeries[]> {
    const { result } = await get<{ result: RawSeries[] }>(`query?${new URLSearchParams({ query })}`)
    return result
  }

  async function query(expr: string): Promise<Sample[]> {
    const result = await ask(expr)
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value?.[1]) }))
  }

  return {
    query,
    range: async selector => {
      const result = await ask(selector)
      return result.map(({ metric, values = [] }) => ({
        labels: metric,
        samples: values.map(([time, value]) => [time, Number(value)] as const),
      }))
    },
    firingAlerts: async () => {
      const { alerts } = await get<{ alerts: ActiveAlert[] }>('alerts')
      const firing = alerts.filter(({ state }) => state === 'firing')
      const names = new Set(firing.map(({ labels: { alertname = '' } }) => alertname))
      names.delete('Watchdog')
      return [...names].sort((a, b) => a.localeCompare(b))
    },
  }
}

interface RawSeries {
  metric: Labels
  value?: [number, string]
  values?: [number, string][]
}

interface ActiveAlert {
  labels: Labels
  state: string
}

interface Answer<T> {
  data?: T
  error?: string
}
