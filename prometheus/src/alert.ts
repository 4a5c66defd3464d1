import type { Duration, PerProfile, ProfileName } from './profiles.ts'

/** `cause` names what is wrong, `symptom` says that somebody suffers. */
export type AlertClass = 'cause' | 'symptom'

/** `critical` pages, `warning` is a ticket, `none` is never a fault (the watchdog). */
export type Severity = 'critical' | 'warning' | 'none'

interface AlertText {
  readonly name: string
  readonly class: AlertClass
  readonly severity: Severity
  readonly for: PerProfile<Duration>
  /** Labels beside class and severity; a value may be a Prometheus template. */
  readonly labels?: Readonly<Record<string, string>>
  /** One line: what is wrong, with the labels that tell one alert from another. */
  readonly summary: string
  /** One or two sentences with `$value` and what it means. */
  readonly description: string
  /** uid of the dashboard to open first. */
  readonly dashboard?: string
}

/** One alerting rule, ready to be written for either profile. */
export interface Alert extends AlertText {
  readonly labels: Readonly<Record<string, string>>
  readonly dashboard: string
  expr(profile: ProfileName): string
}

/** Durations and thresholds that an expression takes from its profile. */
type Params = Readonly<Record<string, number | Duration>>

type WithExpr<P extends Params> =
  | { readonly expr: string; readonly params?: never }
  | { readonly params: PerProfile<P>; readonly expr: (params: P) => string }

/** Declares an alert; an expression that differs between the profiles takes `params`. */
export function alert<P extends Params>(definition: AlertText & WithExpr<P>): Alert {
  const { expr: _expr, params: _params, ...text } = definition
  return {
    labels: {},
    dashboard: 'firedrill-overview',
    ...text,
    expr: profile =>
      definition.params === undefined
        ? definition.expr
        : definition.expr(definition.params[profile]),
  }
}
