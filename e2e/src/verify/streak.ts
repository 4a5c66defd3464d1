import { passed, type ScenarioResult } from './result.ts'

/**
 * Of everything recorded about a scenario: how often it ran, and passed in a row at last. A run
 * that left its wrong fixes out proves less and does not count, unless it failed.
 */
export function streakOf(
  history: readonly ScenarioResult[],
  scenario: string,
): { runs: number; inARow: number } {
  const all = history.filter(each => each.scenario === scenario)
  const own = all.some(heldWrongFixes)
    ? all.filter(each => heldWrongFixes(each) || !passed(each))
    : all
  const lastFailure = own.findLastIndex(each => !passed(each))
  return { runs: own.length, inARow: own.length - 1 - lastFailure }
}

function heldWrongFixes({ fixes }: ScenarioResult): boolean {
  return fixes.some(({ kind }) => kind === 'wrong')
}
