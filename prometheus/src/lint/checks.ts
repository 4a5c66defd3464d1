import { alertLinks } from './alert-links.ts'
import { alertWords } from './alert-words.ts'
import { bucketBounds } from './bucket-bounds.ts'
import { clusterKept } from './cluster-kept.ts'
import { jobsKnown } from './jobs-known.ts'
import { labelsKnown } from './labels-known.ts'
import { metricsInCatalogue } from './metrics-in-catalogue.ts'
import { metricsScraped } from './metrics-scraped.ts'
import type { Check, Finding, LintContext, PlacedRule } from './model.ts'
import { promqlParses } from './promql-parses.ts'
import { recordingsMade } from './recordings-made.ts'
import { runbooksUsed } from './runbooks-used.ts'

/** Every check of the rules of a profile; without a stack, from committed files alone. */
export const checks: readonly Check[] = [
  promqlParses,
  metricsInCatalogue,
  metricsScraped,
  recordingsMade,
  labelsKnown,
  bucketBounds,
  jobsKnown,
  clusterKept,
  alertWords,
  alertLinks,
  runbooksUsed,
]

/** Runs every check over the rules of a profile. */
export function runChecks(rules: readonly PlacedRule[], context: LintContext): Finding[] {
  return checks.flatMap(check => check(rules, context))
}
