import { checkEach } from './model.ts'
import { parseExpression } from './promql.ts'

/**
 * Every metric that a rule asks for was seen in a real scrape, or another rule makes it. What the
 * catalogue lacks is the finding of another check.
 */
export const metricsScraped = checkEach('metrics-scraped', ({ expr }, context) => {
  const { labelsOfSeries, recorded, scraped } = context
  return parseExpression(expr)
    .selectors.map(({ metric }) => metric)
    .filter(metric => labelsOfSeries.has(metric) && !recorded.has(metric))
    .filter(metric => !scraped.has(metric) && !scraped.has(familyOf(metric)))
    .map(metric => `nobody exports ${metric}`)
})

/** The name under which a histogram is registered. */
function familyOf(series: string): string {
  return series.replace(/_(bucket|sum|count)$/, '')
}
