import type { DashboardJson, Finding } from './model.ts'

const most = 14

/** A page can be read at a glance: not too many panels, the verdict first. */
export function pageLength({ title: where, panels }: DashboardJson): Finding[] {
  const order = panels.map(({ type }) => (type === 'stat' ? 0 : 1))
  const problems = [
    ...(panels.length <= most ? [] : [`${panels.length} panels; ${most} can be read`]),
    ...(order[0] === 0 ? [] : ['the page does not begin with a verdict']),
    ...(order.every((rank, i) => rank >= (order[i - 1] ?? 0)) ? [] : ['a stat below the graphs']),
  ]
  return problems.map(problem => ({ check: 'page-length', where, problem }))
}
