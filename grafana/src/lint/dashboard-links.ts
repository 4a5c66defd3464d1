import type { DashboardJson, Finding, LintContext } from './model.ts'

/** The links at the top lead to every other dashboard, with the time and the variables. */
export function dashboardLinks(
  { title: where, uid: here, links = [] }: DashboardJson,
  { dashboardUids }: LintContext,
): Finding[] {
  const known = new Set([...dashboardUids].map(uid => `/d/${uid}`))
  const urls = new Set(links.map(({ url }) => url))
  const problems = [
    ...(dashboardUids.has(here) ? [] : [`uid ${here} is not known`]),
    ...[...urls].filter(url => !known.has(url)).map(url => `no dashboard at ${url}`),
    ...[...known]
      .filter(url => url !== `/d/${here}` && !urls.has(url))
      .map(url => `no link to ${url}`),
    ...links
      .filter(({ keepTime, includeVars }) => !(keepTime && includeVars))
      .map(({ url }) => `the link to ${url} drops the time or the variables`),
  ]
  return problems.map(problem => ({ check: 'dashboard-links', where, problem }))
}
