import type { DashboardJson, Finding, GridJson, PanelJson } from './model.ts'

const columns = 24

/** No panel covers another or leaves the page, and no line has a hole. */
export function noOverlap({ title: page, panels }: DashboardJson): Finding[] {
  const pairs = panels.flatMap((panel, index) =>
    panels.slice(index + 1).map(other => [panel, other] as const),
  )
  const covered = pairs
    .filter(([{ gridPos: a }, { gridPos: b }]) => overlap(a, b))
    .map(([a, b]) => `${a.title} covers ${b.title}`)
  const outside = panels
    .filter(({ gridPos: { x, y, w, h } }) => x < 0 || y < 0 || w < 1 || h < 1 || x + w > columns)
    .map(({ title }) => `${title} leaves the page`)
  const problems = [...covered, ...outside]
  if (problems.length === 0 && hasHole(panels)) problems.push('a line is not filled')
  return problems.map(problem => ({ check: 'no-overlap', where: page, problem }))
}

function overlap(a: GridJson, b: GridJson): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

/** Panels that do not overlap fill the page if their areas add up to it. */
function hasHole(panels: readonly PanelJson[]): boolean {
  const area = panels.reduce((sum, { gridPos: { w, h } }) => sum + w * h, 0)
  return area !== columns * Math.max(0, ...panels.map(({ gridPos: { y, h } }) => y + h))
}
