import { checkEach } from './model.ts'
import { parseExpression } from './promql.ts'

/** A rule names no scrape job but those that can be set for another place. */
export const jobsKnown = checkEach('jobs-known', ({ expr }, { jobs }) =>
  parseExpression(expr)
    .selectors.flatMap(({ matchers }) => matchers.filter(({ label }) => label === 'job'))
    .flatMap(({ value }) => value.split('|'))
    .filter(job => !jobs.has(job))
    .map(job => `there is no job ${JSON.stringify(job)}`),
)
