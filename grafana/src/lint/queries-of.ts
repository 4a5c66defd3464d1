import type { DashboardJson } from './model.ts'

/** Every query of every panel and annotation, with the place where it stands. */
export function queriesOf(dashboard: DashboardJson): { where: string; expr: string }[] {
  const { title, panels, annotations } = dashboard
  return [
    ...panels.flatMap(panel =>
      (panel.targets ?? []).map(({ expr, refId }) => ({
        where: `${title} / ${panel.title} / ${refId}`,
        expr,
      })),
    ),
    ...annotations.list.flatMap(({ name, expr }) =>
      expr === undefined ? [] : [{ where: `${title} / annotation ${name}`, expr }],
    ),
  ]
}
