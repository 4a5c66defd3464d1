import type { Links } from '@firedrill/prometheus/links'
import {
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus'
import { prometheus, type Target } from '../queries.ts'

/** A panel that waits for the address of the runbooks. */
export type PanelSource = (links: Links) => { build(): Panel }

/** What every panel must have. Width is in 24ths of the page, height in Grafana's rows. */
export interface PanelText {
  readonly id: number
  readonly title: string
  /** What is shown, and what good looks like. */
  readonly description: string
  readonly width: number
  readonly height: number
  /** Alerts whose runbooks help with what the panel shows. */
  readonly runbooks?: readonly string[]
}

/** What a panel with numbers must have beside it. */
export interface DataPanel extends PanelText {
  /** A unit of Grafana, such as `short`, `s`, `percentunit`. */
  readonly unit: string
  readonly decimals?: number
  readonly targets: readonly Target[]
  readonly thresholds?: readonly Step[]
  /** Words for a series that is rightly absent in health; without them absence is "No data". */
  readonly noValue?: string
}

/** From this value on this colour; the first step starts at −∞. */
export type Step = readonly [value: number | null, color: 'green' | 'orange' | 'red' | 'blue']

/** Good at 0, bad from 1. */
export const noneIsGood: readonly Step[] = [
  [null, 'green'],
  [1, 'red'],
]

/** How a query is asked: one moment, a range, or one moment with a column for each label. */
export type QueryShape = 'instant' | 'range' | 'table'

/** A query as Grafana stores it; its refId is a letter. */
export function query({ expr, legend }: Target, index: number, shape: QueryShape) {
  const builder = new DataqueryBuilder()
    .datasource(prometheus)
    .refId(String.fromCharCode(65 + index))
    .expr(expr)
    .legendFormat(legend)
  if (shape === 'range') return builder.range()
  return shape === 'table' ? builder.instant().format(PromQueryFormat.Table) : builder.instant()
}

/** Thresholds in absolute numbers. */
export function thresholds(steps: readonly Step[]) {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(([value, color]) => ({ value, color })))
}

/** A link to the runbook of each alert, in the corner of the panel. */
export function runbookLinks({ runbooks = [] }: PanelText, links: Links) {
  return runbooks.map(alert =>
    new DashboardLinkBuilder(`Runbook: ${alert}`)
      .type(DashboardLinkType.Link)
      .url(`${links.runbooks}/${alert}`)
      .targetBlank(true),
  )
}
