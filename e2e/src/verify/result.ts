import type { Machine } from '../machine.ts'
import type { ExpectedAlert } from '../stack/chaos-types.ts'
import type { RunMode } from '../stack/status.ts'

/** What was seen of one expected alert; seconds, undefined when it did not happen. */
export interface AlertResult extends ExpectedAlert {
  firedAfter: number | undefined
  /** Counted from the first act of the injection, where that took a while. */
  firedAfterFirstAct?: number | undefined
  /** Counted from the right fix, or from the revert, as `resolvesAfter` says. */
  resolvedAfter: number | undefined
  /** What its rule takes by itself: one scrape, one evaluation and the time that it has to hold. */
  needed?: number | undefined
}

export interface FixResult {
  fix: string
  kind: 'right' | 'wrong'
  /** A right fix must recover; a wrong one must not, and leave evidence and an alert. */
  passed: boolean
  seconds: number
}

/** What was verified. */
export interface Provenance {
  /** As `readCommit` says. */
  commit: string
  /** The profile of the alert rules. */
  profile: string
  /** Where it was verified. */
  machine?: Machine
  /** Absent in older records, all of which are native. */
  mode?: RunMode
}

/** The outcome of one run of a scenario; older records do not know where they are from. */
export interface ScenarioResult extends Partial<Provenance> {
  scenario: string
  /** The right fix that was tried; undefined for a control. */
  rightFix: string | undefined
  round: number
  startedAt: string
  seconds: number
  /** What the producer offered before the fault; undefined when the run got no further, or is old. */
  ordersPerSecond?: number | undefined
  /** The most that the scraped processes took at once, `PrometheusClient.peakUsage`. */
  usage?: { bytes: number; cores: number } | undefined
  alerts: AlertResult[]
  /** What the evidence of the fault amounted to, before any fix. */
  evidence?: { text: string; value: number } | undefined
  /** Fired although neither expected nor allowed. */
  unexpected: string[]
  /** Allowed ones that did fire. */
  allowed: string[]
  fixes: FixResult[]
  residue: { path: string; before: unknown; after: unknown }[]
  /** Empty when all is well. */
  problems: string[]
}

export function passed({ problems }: ScenarioResult): boolean {
  return problems.length === 0
}

/** Whether each of these wrong fixes was held. */
export function heldAll({ fixes }: ScenarioResult, wrong: readonly { id: string }[]): boolean {
  const tried = new Set(fixes.map(({ fix }) => fix))
  return wrong.every(({ id }) => tried.has(id))
}

/** Whether the fault showed, of a scenario that has one. */
export function showedFault(
  { evidence }: ScenarioResult,
  of: { evidence: object | null },
): boolean {
  return of.evidence === null || evidence !== undefined
}
