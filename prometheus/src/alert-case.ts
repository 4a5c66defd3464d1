import type { Alert } from './alert.ts'
import { type ProfileName, scrapeSeconds, toSeconds } from './profiles.ts'
import { recordingsFor } from './rule-dependencies.ts'
import type { Phase } from './samples.ts'

/** An alert that must be firing at the end of a case, with its text as people read it. */
export interface Firing {
  /** Labels that come from the expression. */
  readonly labels: Readonly<Record<string, string>>
  readonly summary: string
  readonly description: string
  /** The rule that raises it, if it is not the one under test but a second of the same name. */
  readonly rule?: Alert
}

/** Input and what must fire at its end; nothing listed means that the alert stays silent. */
export interface AlertCase {
  readonly title: string
  readonly series: Readonly<Record<string, readonly Phase[]>>
  readonly fires?: readonly Firing[]
}

/** Stretches of time that suit a rule in a profile, in seconds. */
export interface Timing {
  readonly profile: ProfileName
  readonly scrape: number
  /** The rule's `for`. */
  readonly for: number
  /** The longest range in the rule's expression, 0 without one. */
  readonly window: number
  /** The longest range of the recorded series that it looks at, 0 without one. */
  readonly recorded: number
  /** A time before anything goes wrong. */
  readonly quiet: number
  /** Long enough for the rule to fire, with all it looks at in the wrong. */
  readonly long: number
  /** Too short to outlast `for`. */
  readonly short: number
}

/** The cases of one rule. */
export interface AlertCases {
  readonly alert: Alert
  build(timing: Timing): readonly AlertCase[]
}

/** Cases for one rule, built for each profile from the rule's own durations. */
export function casesOf(alert: Alert, build: (timing: Timing) => readonly AlertCase[]): AlertCases {
  return { alert, build }
}

/** The timing of a rule in a profile. */
export function timingOf(alert: Alert, profile: ProfileName): Timing {
  const scrape = scrapeSeconds[profile]
  const hold = toSeconds(alert.for[profile])
  const expr = alert.expr(profile)
  const window = longestRange(expr)
  const recorded = longestRange(recordedExpressions(expr, profile))
  return {
    profile,
    scrape,
    for: hold,
    window,
    recorded,
    quiet: 10 * scrape,
    long: hold + Math.max(window, recorded) + 4 * scrape,
    short: Math.max(scrape, hold - 2 * scrape),
  }
}

function recordedExpressions(expr: string, profile: ProfileName): string {
  const recordings = [...recordingsFor(expr, profile).values()].flat()
  return recordings.map(recording => recording.expr).join('\n')
}

/** The longest `[range]` or `offset` of an expression in seconds, 0 if there is none. */
export function longestRange(expr: string): number {
  return Math.max(0, ...rangesOf(expr))
}

/** Every `[range]` and every `offset` of an expression, in seconds. */
export function rangesOf(expr: string): number[] {
  return [...expr.matchAll(/(?:\[|\boffset )(\w+)/g)].map(match => toSeconds(match[1] ?? ''))
}
