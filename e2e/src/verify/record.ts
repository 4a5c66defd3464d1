import type { JsonLines } from '../json-lines.ts'
import type { ScenarioResult } from './result.ts'

/** Every reported run of every scenario, the failed ones too; the page is made from it. */
export type RunRecord = JsonLines<ScenarioResult>

/** The last run of each scenario, in the order of `ids`; what is not among these is left out. */
export function lastOfEach(
  results: readonly ScenarioResult[],
  ids: readonly string[],
): ScenarioResult[] {
  return ids
    .map(id => results.findLast(({ scenario }) => scenario === id))
    .filter(result => result !== undefined)
}
