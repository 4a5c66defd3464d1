import { checkEach, type LintContext } from './model.ts'
import { parseExpression, type Selector } from './promql.ts'

/** Labels that every scraped series has, or may have. */
const ofTargets: ReadonlySet<string> = new Set(['cluster', 'instance', 'job'])

/** What a rule selects, groups or matches by is a label of the metrics in question. */
export const labelsKnown = checkEach('labels-known', ({ expr }, context) => {
  const { selectors, groupings } = parseExpression(expr)
  const selected = selectors.flatMap(selector =>
    selector.matchers
      .filter(({ label }) => !hasLabel([selector], label, context))
      .map(({ label }) => `${selector.metric} has no label ${label}`),
  )
  const grouped = groupings.flatMap(grouping =>
    grouping.labels
      .filter(label => !hasLabel(grouping.selectors, label, context))
      .map(label => `grouped by ${label}, which no metric there has`),
  )
  return [...selected, ...grouped]
})

function hasLabel(selectors: readonly Selector[], label: string, context: LintContext): boolean {
  if (ofTargets.has(label)) return true
  return selectors.some(({ metric }) => {
    // A metric that the catalogue lacks is the finding of another check.
    const labels = context.labelsOfSeries.get(metric)
    return labels === undefined || labels.has(label)
  })
}
