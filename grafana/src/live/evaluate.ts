import type { DashboardJson, PanelJson, TargetJson } from '../lint/model.ts'
import { fillVariables } from '../variable-values.ts'
import type { Choice } from './choices.ts'
import type { PrometheusApi, Series } from './prometheus-api.ts'

/** How a panel came out: `empty` is a problem, `silent` is what its noValue text is for. */
export interface PanelResult {
  readonly where: string
  readonly outcome: 'data' | 'silent' | 'empty' | 'error'
  /** What each query gave, or what Prometheus said. */
  readonly detail: string
  /** Queries of a panel with data that gave nothing themselves. */
  readonly emptyQueries: readonly string[]
  /** Labels that the name of a series asks for and no series has. */
  readonly unnamed: readonly string[]
}

/** Asks every query of every panel with numbers, as the panel would. */
export async function evaluatePanels(
  { title, panels }: DashboardJson,
  choice: Choice,
  prometheus: PrometheusApi,
): Promise<PanelResult[]> {
  const results: PanelResult[] = []
  for (const panel of panels) {
    if (panel.targets === undefined) continue
    const where = `${title} / ${panel.title} (${choice.name})`
    results.push(await evaluatePanel(panel, panel.targets, where, choice, prometheus))
  }
  return results
}

async function evaluatePanel(
  panel: PanelJson,
  targets: readonly TargetJson[],
  where: string,
  choice: Choice,
  prometheus: PrometheusApi,
): Promise<PanelResult> {
  const seen: { target: TargetJson; series: Series[] }[] = []
  for (const target of targets) {
    const expr = fillVariables(target.expr, choice.values)
    try {
      const asked =
        panel.type === 'timeseries' ? prometheus.range(expr, 900) : prometheus.instant(expr)
      const series = (await asked).filter(({ values }) => values.length > 0)
      seen.push({ target, series })
    } catch (error) {
      const detail = `${target.refId}: ${error instanceof Error ? error.message : error}: ${expr}`
      return { where, outcome: 'error', detail, emptyQueries: [], unnamed: [] }
    }
  }
  const filled = seen.filter(({ series }) => series.length > 0)
  const empty = seen.filter(({ series }) => series.length === 0).map(({ target }) => target.expr)
  const detail = seen.map(({ target, series }) => `${target.refId} ${summary(series)}`).join(', ')
  const unnamed = filled.flatMap(({ target, series }) => missingLabels(target, series))
  if (filled.length > 0) return { where, outcome: 'data', detail, emptyQueries: empty, unnamed }
  const silent = panel.fieldConfig?.defaults.noValue !== undefined
  return { where, outcome: silent ? 'silent' : 'empty', detail, emptyQueries: empty, unnamed }
}

function missingLabels({ legendFormat = '' }: TargetJson, series: readonly Series[]): string[] {
  const asked = [...legendFormat.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label]) => label ?? '')
  return asked.filter(label => !series.some(({ labels }) => label in labels))
}

function summary(series: readonly Series[]): string {
  const last = series.map(({ values }) => values.at(-1) ?? 0)
  if (last.length === 0) return 'nothing'
  const shown = last.slice(0, 4).map(number => Number(number.toPrecision(4)))
  return `${last.length} series [${shown.join(' ')}${last.length > 4 ? ' …' : ''}]`
}
