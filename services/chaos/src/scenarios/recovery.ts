/**
 * One condition of recovery, as data: it must hold without a break for its time. Missing data
 * never counts as recovered.
 */
export type Condition = PromqlCondition | NothingSkippedCondition

/**
 * Holds while the expression returns a series, so it is written as a comparison. It may use
 * $since (a duration: since all faults are in place, at least 1s), $injected (that moment) and
 * $created (when the run was created, before anything happened), both in Unix seconds.
 */
export interface PromqlCondition {
  readonly kind: 'promql'
  readonly expr: string
  readonly forSeconds: number
}

/** Holds while what the group consumed since the fault covers what its committed offsets passed. */
export interface NothingSkippedCondition {
  readonly kind: 'nothing-skipped'
  readonly group: string
  readonly topic: string
  readonly forSeconds: number
}

/** `promql('sum(up) == 3').for(10)` */
export function promql(expr: string) {
  return { for: (forSeconds: number): Condition => ({ kind: 'promql', expr, forSeconds }) }
}

/** Sees offsets that were moved instead of records that were processed. */
export function nothingSkipped(group: string, topic: string) {
  return {
    for: (forSeconds: number): Condition => ({ kind: 'nothing-skipped', group, topic, forSeconds }),
  }
}
