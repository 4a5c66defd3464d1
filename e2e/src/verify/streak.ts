import { passed, type ScenarioResult } from './result.ts'

/** Of everything recorded about a scenario: how often it ran, and passed in a row at last. */
export function streakOf(
  history: readonly ScenarioResult[],
  scenario: string,
): { runs: number; inARow: number } {
  const own = history.filter(each => each.scenario === scenario)
  const lastFailure = own.findLastIndex(each => !passed(each))
  return { runs: own.length, inARow: own.length - 1 - lastFailure }
}
