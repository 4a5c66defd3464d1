import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { prometheus, type Target } from '../queries.ts'

/** What every panel must have. Width is in 24ths of the page, height in Grafana's rows. */
export interface PanelText {
  readonly id: number
  readonly title: string
  /** What is shown, and what good looks like. */
  readonly description: string
  readonly width: number
  readonly height: number
}

/** What a panel with numbers must have beside it. */
export interface DataPanel extends PanelText {
  /** A unit of Grafana, such as `short`, `s`, `percentunit`. */
  readonly unit: string
  readonly targets: readonly Target[]
  readonly thresholds?: readonly Step[]
}

/** From this value on this colour; the first step starts at −∞. */
export type Step = readonly [value: number | null, color: 'green' | 'orange' | 'red' | 'blue']

/** Good at 0, bad from 1. */
export const noneIsGood: readonly Step[] = [
  [null, 'green'],
  [1, 'red'],
]

/** A query as Grafana stores it; stats ask for one moment, graphs for a range. */
export function query({ expr, legend }: Target, index: number, instant: boolean) {
  const builder = new DataqueryBuilder()
    .datasource(prometheus)
    .refId(String.fromCharCode(65 + index))
    .expr(expr)
    .legendFormat(legend)
  return instant ? builder.instant() : builder.range()
}

/** Thresholds in absolute numbers. */
export function thresholds(steps: readonly Step[]) {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(([value, color]) => ({ value, color })))
}
