import { measured } from '../result-text.ts'
import { markdownTable } from '../table.ts'
import type { Catalogue } from './catalogue.ts'
import { passed, type ScenarioResult } from './result.ts'

/** A right fix that is not the first of its scenario, and the last run that tried it, if any. */
export interface OtherFix {
  readonly scenario: string
  readonly fix: string
  readonly last: ScenarioResult | undefined
}

/** Every such fix, in the order of the catalogue. */
export function otherFixes(results: readonly ScenarioResult[], catalogue: Catalogue): OtherFix[] {
  return catalogue.flatMap(({ id, fixes }) =>
    fixes.right.slice(1).map(({ id: fix }) => ({
      ...{ scenario: id, fix },
      last: results.findLast(({ scenario, rightFix }) => scenario === id && rightFix === fix),
    })),
  )
}

/** Whether a run tried such a fix: it holds no wrong ones, and says less of its scenario. */
export function triedOtherFix({ scenario, rightFix }: ScenarioResult, catalogue: Catalogue) {
  const right = catalogue.find(({ id }) => id === scenario)?.fixes.right ?? []
  return right.slice(1).some(({ id }) => id === rightFix)
}

/** A section with the last run of each; empty when the catalogue has none. */
export function otherFixesSection(others: readonly OtherFix[]): string {
  if (others.length === 0) return ''
  const head = ['scenario', 'right fix', 'recovered after', 'alerts resolved after', 'verdict']
  return `
## Other right fixes

The tables above go by the first right fix of each scenario. Each of the others is tried in a run of its own, without
wrong fixes, by \`./firedrill verify SCENARIO --fix FIX --report\` or by \`--all-fixes\`; here is its last one.

${markdownTable([...head, 'measured'], others.map(row))}`
}

function row({ scenario, fix, last }: OtherFix): string[] {
  if (last === undefined) return [scenario, fix, '', '', 'not run yet', '']
  const tried = last.fixes.find(each => each.fix === fix)
  const depending = last.alerts.filter(({ resolvesAfter }) => resolvesAfter === 'fix')
  const resolved = depending.map(
    ({ alert, resolvedAfter: after }) => `${alert}: ${after === undefined ? 'not' : `${after} s`}`,
  )
  return [
    ...[scenario, fix],
    tried === undefined ? '' : tried.passed ? `${tried.seconds} s` : 'not',
    resolved.join(', '),
    passed(last) ? 'passed' : '**failed**',
    measured(last),
  ]
}
