import { checkEach } from './model.ts'

/** The links of an alert lead to its own runbook, which exists, and to a dashboard that exists. */
export const alertLinks = checkEach('alert-links', ({ alert, annotations = {} }, context) => {
  if (alert === undefined) return []
  const { runbooks, runbookBase, dashboardBase, dashboardUids } = context
  const uid = after(dashboardBase, annotations.dashboard_url)
  const problems: string[] = []
  if (after(runbookBase, annotations.runbook_url) !== alert) {
    problems.push(`the runbook is ${annotations.runbook_url}`)
  }
  if (!runbooks.has(alert)) problems.push(`docs/runbooks/${alert}.md does not exist`)
  if (uid === undefined || !dashboardUids.has(uid)) {
    problems.push(`there is no dashboard ${annotations.dashboard_url}`)
  }
  return problems
})

function after(base: string, url: string | undefined): string | undefined {
  return url?.startsWith(`${base}/`) ? url.slice(base.length + 1) : undefined
}
