import { checkEach } from './model.ts'
import { parseExpression } from './promql.ts'

/** Every metric that a rule asks for or makes is one of the catalogue. */
export const metricsInCatalogue = checkEach(
  'metrics-in-catalogue',
  ({ expr, record }, { labelsOfSeries }) => {
    const asked = parseExpression(expr).selectors.map(({ metric }) => metric)
    const all = record === undefined ? asked : [...asked, record]
    return all
      .filter(metric => !labelsOfSeries.has(metric))
      .map(metric => `${metric || 'a selector without a name'} is not in the catalogue`)
  },
)
