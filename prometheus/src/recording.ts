import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import type { Duration, PerProfile, ProfileName } from './profiles.ts'

/** A rule that stores the result of an expression under a name of the catalogue. */
export interface Recording {
  readonly record: MetricSpec
  readonly expr: string
  /** Labels that tell it from other rules of the same name. */
  readonly labels?: Readonly<Record<string, string>>
}

/** Makes a recording rule for a profile. */
export type RecordingFor = (profile: ProfileName) => Recording

/** Declares a recording rule; `window` is the range that its expression takes in each profile. */
export function recording(
  record: MetricSpec,
  window: PerProfile<Duration>,
  expr: (window: Duration, profile: ProfileName) => string,
): RecordingFor {
  return profile => ({ record, expr: expr(window[profile], profile) })
}
