import { Value } from 'typebox/value'
import type { Condition } from '../../src/scenarios/recovery.ts'
import type { Scenario } from '../../src/scenarios/scenario.ts'

/** The default parameters of a scenario. */
export function paramsOf({ params }: Scenario): Record<string, unknown> {
  return Value.Default(params, {}) as Record<string, unknown>
}

/** What a scenario with its default parameters demands of a recovery. */
export function conditionsOf(scenario: Scenario): Condition[] {
  return [...(scenario.recovered?.conditions(paramsOf(scenario)) ?? [])]
}

/** The PromQL among them. */
export function exprsOf(scenario: Scenario): string[] {
  return conditionsOf(scenario).map(exprOf).filter(Boolean)
}

/** The PromQL of a condition; empty when it asks something else. */
export function exprOf(condition: Condition): string {
  return condition.kind === 'promql' ? condition.expr : ''
}
