import type { Check } from './model.ts'

/** The diagnosis begins with a dashboard and panels of it, all of which exist. */
export const panels: Check = {
  name: 'panels',
  look: ({ sections }, { dashboards }) => {
    const diagnosis = sections.get('Diagnosis') ?? ''
    const [, title = '', names = ''] = /^Dashboard \*\*(.+?)\*\*:([^.]+)\.$/m.exec(diagnosis) ?? []
    const known = dashboards.get(title)
    if (known === undefined) return [`names no dashboard that exists: ${title || 'none'}`]
    const panelNames = [...names.matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name)
    if (panelNames.length === 0) return [`names no panel of ${title}`]
    return panelNames.filter(name => !known.has(name)).map(name => `${title} has no panel ${name}`)
  },
}
