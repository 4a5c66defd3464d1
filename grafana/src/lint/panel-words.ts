import type { DashboardJson, Finding } from './model.ts'

/** Every panel has a title, and a description that says what good looks like. */
export function panelWords({ title: page, panels }: DashboardJson): Finding[] {
  return panels.flatMap(({ id, title = '', description = '' }) => {
    const where = `${page} / ${title || `panel ${id}`}`
    const problems = [
      ...(title.trim() === '' ? ['no title'] : []),
      ...(/\bGood: \S/.test(description) ? [] : ['the description does not say what is "Good: "']),
    ]
    return problems.map(problem => ({ check: 'panel-words', where, problem }))
  })
}
