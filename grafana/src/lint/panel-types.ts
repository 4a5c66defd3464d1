import { type DashboardJson, dataPanelTypes, type Finding } from './model.ts'

const known = new Set([...dataPanelTypes, 'alertlist', 'text'])

/** Only panel types that the console can draw are used. */
export function panelTypes({ title: page, panels }: DashboardJson): Finding[] {
  return panels
    .filter(({ type }) => !known.has(type))
    .map(({ title, type }) => ({
      check: 'panel-types',
      where: `${page} / ${title}`,
      problem: `the console cannot draw ${type}`,
    }))
}
