/** One series of an answer: its labels, and its values that are numbers. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>
  readonly values: readonly number[]
}

/** Questions to a running Prometheus; a question that it refuses throws an Error with its words. */
export interface PrometheusApi {
  /** Names of all metrics that it has stored. */
  metricNames(): Promise<Set<string>>
  /** Values of a label, as the variable query `label_values(selector, label)` asks for them. */
  labelValues(selector: string, label: string): Promise<string[]>
  instant(expr: string): Promise<Series[]>
  /** The last minutes of a query, at a step of 15 s. */
  range(expr: string, seconds: number): Promise<Series[]>
}

interface Answer {
  readonly status: string
  readonly error?: string
  readonly data: unknown
}

interface Result {
  readonly metric: Record<string, string>
  readonly value?: readonly [number, string]
  readonly values?: readonly (readonly [number, string])[]
}

/** @param url address of Prometheus, without a slash at the end */
export function prometheusApi(url: string): PrometheusApi {
  const ask = async (path: string, params: Record<string, string>): Promise<unknown> => {
    const address = `${url}/api/v1/${path}?${new URLSearchParams(params)}`
    const response = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch(cause => {
      throw new Error(`${url} does not answer; PROMETHEUS_URL names another Prometheus`, { cause })
    })
    const answer = (await response.json()) as Answer
    if (answer.status !== 'success') throw new Error(answer.error ?? `HTTP ${response.status}`)
    return answer.data
  }
  const series = async (path: string, params: Record<string, string>): Promise<Series[]> => {
    const { result } = (await ask(path, params)) as { result: Result[] | [number, string] }
    return isSeries(result) ? result.map(toSeries) : [toSeries({ metric: {}, value: result })]
  }
  return {
    metricNames: async () => new Set((await ask('label/__name__/values', {})) as string[]),
    labelValues: async (selector, label) =>
      (await ask(`label/${label}/values`, { 'match[]': selector })) as string[],
    instant: expr => series('query', { query: expr }),
    range: (expr, seconds) => {
      const end = Math.floor(Date.now() / 1000)
      const start = String(end - seconds)
      return series('query_range', { query: expr, start, end: String(end), step: '15' })
    },
  }
}

function isSeries(result: Result[] | [number, string]): result is Result[] {
  return typeof result[0] !== 'number'
}

function toSeries({ metric, value, values }: Result): Series {
  const points = values ?? (value === undefined ? [] : [value])
  return {
    labels: metric,
    values: points.map(([, number]) => Number(number)).filter(number => !Number.isNaN(number)),
  }
}
