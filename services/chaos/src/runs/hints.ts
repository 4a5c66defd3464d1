import type { PrometheusClient, Sample } from '../clients/prometheus.ts'
import type { Scenario } from '../scenarios/scenario.ts'

/** A hint with what can be seen at this moment. */
export interface ShownHint {
  readonly step: number
  readonly text: string
  /** The highest values, e.g. "partition 2: 13870"; absent where nothing is measured. */
  now?: string[]
  /** What the run was started with, e.g. "broker kafka-3": with the cause, not before it. */
  inThisRun?: string[]
}

const shownSeries = 5

/** The hints of a run up to a step. Prometheus may be silent: then a hint goes without its values. */
export async function showHints(
  prometheus: PrometheusClient,
  { hints }: Scenario,
  { params, upTo }: { params: Record<string, unknown>; upTo: number },
): Promise<ShownHint[]> {
  return Promise.all(
    hints.slice(0, upTo).map(async ({ text, query }, index) => {
      const samples = query === undefined ? [] : await prometheus.query(query).catch(() => [])
      const now = describeHighest(samples)
      const inThisRun = index + 1 === hints.length ? describeParams(params) : []
      return {
        ...{ step: index + 1, text },
        ...(now.length > 0 && { now }),
        ...(inThisRun.length > 0 && { inThisRun }),
      }
    }),
  )
}

function describeParams(params: Record<string, unknown>): string[] {
  return Object.entries(params).map(([name, value]) => `${name} ${value}`)
}

function describeHighest(samples: readonly Sample[]): string[] {
  return [...samples]
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => b.value - a.value)
    .slice(0, shownSeries)
    .map(describe)
}

/** Labels that say nothing about which one it is. */
const common = new Set(['__name__', 'cluster', 'job'])

function describe({ labels, value }: Sample): string {
  const own = Object.entries(labels).filter(([name]) => !common.has(name))
  const number = String(Number(value.toPrecision(4)))
  return own.length === 0 ? number : `${own.map(pair => pair.join(' ')).join(', ')}: ${number}`
}
