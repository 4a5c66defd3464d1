import type { DashboardUid } from './dashboards.ts'
import { type Jobs, jobs } from './jobs.ts'
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
  /** The dashboard to open first. */
  readonly dashboard: DashboardUid
}

/** One alerting rule, ready to be written for either profile. */
export interface Alert extends AlertText {
  readonly labels: Readonly<Record<string, string>>
  /** The expression, for the jobs of the stack unless others are named. */
  expr(profile: ProfileName, jobs?: Jobs): string
}

/** Durations and thresholds that an expression takes from its profile. */
type Params = Readonly<Record<string, number | string>>

interface WithExpr<P extends Params> {
  readonly params?: PerProfile<P>
  /** The expression, or what makes it of the parameters of a profile and the names of the jobs. */
  readonly expr: string | ((params: P, jobs: Jobs) => string)
}

/** Declares an alert; an expression that differs between the profiles takes `params`. */
export function alert<P extends Params>(definition: AlertText & WithExpr<P>): Alert {
  const { expr, params, ...text } = definition
  return {
    labels: {},
    ...text,
    expr: (profile, names = jobs) =>
      typeof expr === 'string' ? expr : expr(params?.[profile] ?? ({} as P), names),
  }
}
