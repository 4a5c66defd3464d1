import type { CatalogueEntry } from './catalogue.ts'
import { heldAll, passed, type ScenarioResult, showedFault } from './result.ts'

/** Of everything recorded about a scenario: how many runs count, and passed in a row at last. */
export function streakOf(
  history: readonly ScenarioResult[],
  entry: CatalogueEntry,
): { runs: number; inARow: number } {
  const own = history.filter(each => each.scenario === entry.id)
  const counted = own.filter(each => !passed(each) || provesAll(each, entry))
  const lastFailure = counted.findLastIndex(each => !passed(each))
  return { runs: counted.length, inARow: counted.length - 1 - lastFailure }
}

/**
 * A run without one of the wrong fixes or evidence proves less where the scenario has these, and one
 * of files that are in no commit cannot be repeated.
 */
function provesAll(
  result: ScenarioResult,
  entry: Pick<CatalogueEntry, 'evidence' | 'fixes'>,
): boolean {
  const isRepeatable = result.commit?.endsWith('-dirty') !== true
  return heldAll(result, entry.fixes.wrong) && showedFault(result, entry) && isRepeatable
}
