import type { DashboardJson, Finding, LintContext } from './model.ts'

/** Every link of a panel leads to a runbook that exists. */
export function runbookLinks(
  { title: page, panels }: DashboardJson,
  { runbooks, runbookBase }: LintContext,
): Finding[] {
  return panels.flatMap(({ title, links = [] }) =>
    links
      .filter(({ url }) => {
        const alert = url.startsWith(`${runbookBase}/`) ? url.slice(runbookBase.length + 1) : ''
        return !runbooks.has(alert)
      })
      .map(({ url }) => ({
        check: 'runbook-links',
        where: `${page} / ${title}`,
        problem: `no runbook at ${url}`,
      })),
  )
}
