import { type DashboardJson, dataPanelTypes, type Finding } from './model.ts'

/** Every panel with numbers has a unit, and something to ask. */
export function panelUnit({ title: page, panels }: DashboardJson): Finding[] {
  return panels
    .filter(({ type }) => dataPanelTypes.has(type))
    .flatMap(({ title, fieldConfig, targets = [] }) => {
      const problems = [
        ...(fieldConfig?.defaults.unit ? [] : ['no unit']),
        ...(targets.length > 0 ? [] : ['no query']),
      ]
      return problems.map(problem => ({
        check: 'panel-unit',
        where: `${page} / ${title}`,
        problem,
      }))
    })
}
