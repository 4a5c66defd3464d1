import type { Static, TObject } from 'typebox'
import type { FaultUse } from '../faults/fault.ts'
import { assertComplete } from './completeness.ts'
import type { Hint } from './hints.ts'
import type { Condition } from './recovery.ts'

/** An alert that must fire, counted from the moment at which all faults are in place. */
export interface ExpectedAlert {
  readonly alert: string
  readonly withinSeconds: number
  /** Whether the right fix ends it, or only the end of the run. */
  readonly resolvesAfter: 'fix' | 'revert'
}

/** A symptom that may come along. */
export interface TolerableAlert {
  readonly alert: string
  readonly reason: string
}

/** Something a person could do about it, right or wrong. */
export interface Fix<P> {
  readonly id: string
  readonly title: string
  acts(params: P): readonly FaultUse[]
}

export interface WrongFix<P> extends Fix<P> {
  /** How long it is left in place before it counts as failed. */
  readonly holdSeconds: number
  /** Expected alerts that it may end though the fault stays: all others go on firing. */
  readonly silences?: readonly string[]
}

/** What brokers, clients or the ledger show of a fault, whatever its alerts say. */
export interface Evidence {
  readonly text: string
  /**
   * PromQL that returns a series while the fault is in. It may use $since, a duration: since all
   * faults are in place, or since a fix has had its time to act.
   */
  readonly expr: string
}

/** What ends a run at once, before the machine suffers. */
export interface Guard {
  readonly text: string
  /** PromQL that returns a series when the run has to end. */
  readonly exceeded: string
}

/**
 * A section by its title, of one of the two texts that Firedrill began with: the ten production
 * scenarios number theirs, those of the interview guide are questions.
 */
export type Source = `${number}. ${string}` | `Q: ${string}`

/** A drill trains, a control proves that nothing happens by itself. */
export interface Scenario<S extends TObject = TObject, P = Static<S>> {
  readonly id: string
  readonly kind: 'drill' | 'control'
  readonly title: string
  /** What the person on call is told. */
  readonly pager: string
  /** What it teaches, in two sentences at most. */
  readonly lesson: string
  /** What it makes real; a control makes nothing real. */
  readonly source?: Source
  /** Each field with bounds and a default. */
  readonly params: S
  readonly ttlSeconds: number
  faults(params: P): readonly FaultUse[]
  readonly expect: {
    readonly fires: readonly ExpectedAlert[]
    readonly mayFire: readonly TolerableAlert[]
  }
  /** That the fault is in, and still in after a wrong fix; null for a control. */
  readonly evidence: Evidence | null
  /** Where to look, what to ask, what the cause is. */
  readonly hints: readonly Hint[]
  readonly fixes: { readonly right: readonly Fix<P>[]; readonly wrong: readonly WrongFix<P>[] }
  /** When it is over; null for a control. */
  readonly recovered: {
    readonly text: string
    conditions(params: P): readonly Condition[]
  } | null
  /** For faults that use up the disk or the memory. */
  readonly guard?: Guard
}

/**
 * Declares a scenario.
 * @throws TypeError that lists what a drill lacks
 */
export function defineScenario<S extends TObject>(scenario: Scenario<S>): Scenario<S> {
  assertComplete(scenario)
  return { ...scenario, expect: { ...scenario.expect, mayFire: withoutRepeats(scenario) } }
}

/** Each alert once, with the first reason; one that must fire need not be allowed to. */
function withoutRepeats<S extends TObject>({ expect }: Scenario<S>): TolerableAlert[] {
  const known = new Set(expect.fires.map(({ alert }) => alert))
  return expect.mayFire.filter(({ alert }) => {
    const isNew = !known.has(alert)
    known.add(alert)
    return isNew
  })
}

/** An expected alert that the right fix resolves, unless said otherwise. */
export function within(
  alert: string,
  withinSeconds: number,
  resolvesAfter: ExpectedAlert['resolvesAfter'] = 'fix',
): ExpectedAlert {
  return { alert, withinSeconds, resolvesAfter }
}

/** A symptom that may fire, with the reason. */
export function may(alert: string, reason: string): TolerableAlert {
  return { alert, reason }
}
