import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import type { Duration, PerProfile, ProfileName } from './profiles.ts'

/** A rule that stores the result of an expression under a name of the catalogue. */
export interface Recording {
  readonly record: MetricSpec
  expr(profile: ProfileName): string
}

/** Declares a recording rule; `window` is the range of the expression in each profile. */
export function recording(
  record: MetricSpec,
  window: PerProfile<Duration>,
  expr: (window: Duration) => string,
): Recording {
  return { record, expr: profile => expr(window[profile]) }
}
