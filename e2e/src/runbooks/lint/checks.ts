import type { Page } from '../page.ts'
import { addresses } from './addresses.ts'
import { blocks } from './blocks.ts'
import { diagnosis } from './diagnosis.ts'
import { drills } from './drills.ts'
import { knownArguments } from './known-arguments.ts'
import { mitigation } from './mitigation.ts'
import type { Check, Finding, LintContext } from './model.ts'
import { outputs } from './outputs.ts'
import { panels } from './panels.ts'
import { sections } from './sections.ts'

/** Every check of a runbook; none needs a running stack. */
export const checks: readonly Check[] = [
  sections,
  blocks,
  diagnosis,
  mitigation,
  knownArguments,
  addresses,
  panels,
  drills,
  outputs,
]

/** Runs every check over the pages. */
export function lintPages(pages: readonly Page[], context: LintContext): Finding[] {
  return pages.flatMap(page =>
    checks.flatMap(({ name, look }) =>
      look(page, context).map(problem => ({ check: name, where: page.alert, problem })),
    ),
  )
}
