import { metricsScraped } from '../lint/metrics-scraped.ts'
import type { DashboardJson } from '../lint/model.ts'
import { choicesFor } from './choices.ts'
import { evaluatePanels, type PanelResult } from './evaluate.ts'
import type { PrometheusApi } from './prometheus-api.ts'

/** What a running Prometheus makes of the dashboards. */
export interface LiveReport {
  /** Panels without data, refused queries, metrics that nobody exports, names without labels. */
  readonly problems: readonly string[]
  readonly results: readonly PanelResult[]
}

/** Asks every query of every panel, with all choices and with some. */
export async function checkDashboards(
  dashboards: readonly DashboardJson[],
  prometheus: PrometheusApi,
): Promise<LiveReport> {
  const names = await prometheus.metricNames()
  const problems: string[] = []
  const results: PanelResult[] = []
  for (const dashboard of dashboards) {
    const missing = metricsScraped(dashboard, names)
    problems.push(...missing.map(({ where, problem }) => `${where}: ${problem}`))
    for (const choice of await choicesFor(dashboard, prometheus)) {
      results.push(...(await evaluatePanels(dashboard, choice, prometheus)))
    }
  }
  problems.push(...results.flatMap(problemsOf))
  return { problems, results }
}

function problemsOf({ where, outcome, detail, unnamed }: PanelResult): string[] {
  const nameless = unnamed.map(label => `${where}: no series has the label ${label} of its name`)
  if (outcome === 'empty') return [`${where}: no data`, ...nameless]
  if (outcome === 'error') return [`${where}: ${detail}`, ...nameless]
  return nameless
}
