import { OperationalError } from '@firedrill/service-kit/errors'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
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
  /** Names of the alerts that fire, without the watchdog. */
  firingAlerts(): Promise<string[]>
}

const firing = `${prometheusMetrics.alerts.name}{alertstate="firing",alertname!="Watchdog"}`

/** @param url base URL, without a path */
export function createPrometheusClient(url: string): PrometheusClient {
  async function ask(query: string): Promise<RawSeries[]> {
    const search = new URLSearchParams({ query })
    const { status, body } = await requestJson({ url: `${url}/api/v1/query?${search}` })
    const { data, error } = (body ?? {}) as Answer
    if (status === 200 && data !== undefined) return data.result
    const detail = `Prometheus: ${error ?? `HTTP ${status}`} (${query})`
    throw new OperationalError(chaosErrors.refused, detail)
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
      const samples = await query(firing)
      const names = new Set(samples.map(({ labels: { alertname = '' } }) => alertname))
      return [...names].sort((a, b) => a.localeCompare(b))
    },
  }
}

interface RawSeries {
  metric: Labels
  value?: [number, string]
  values?: [number, string][]
}

interface Answer {
  data?: { result: RawSeries[] }
  error?: string
}
