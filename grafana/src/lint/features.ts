import type { Feature } from './feature-table.ts'
import type { DashboardJson, Finding, LintContext } from './model.ts'

/** A value in the JSON and the way to it; `undefined` stands for an empty list or object. */
interface Leaf {
  readonly path: string
  readonly value: unknown
}

/** Only features of the table are used, so that the console can draw whatever is there. */
export function featuresKnown(dashboard: DashboardJson, { features }: LintContext): Finding[] {
  const { panels, ...rest } = dashboard
  const parts = [
    { where: dashboard.title, scopes: ['dashboard'], leaves: leavesOf(rest, '') },
    ...panels.map(panel => ({
      where: `${dashboard.title} / ${panel.title}`,
      scopes: ['panel', panel.type],
      leaves: leavesOf(panel, ''),
    })),
  ]
  return parts.flatMap(({ where, scopes, leaves }) => {
    const allowed = features.filter(feature => scopes.includes(feature.where))
    return leaves
      .filter(leaf => !allowed.some(feature => allows(feature, leaf)))
      .map(({ path, value }) => ({
        check: 'features',
        where,
        problem: `${path} = ${value === undefined ? 'empty' : json(value)} is not in the table`,
      }))
  })
}

function allows({ path, values }: Feature, leaf: Leaf): boolean {
  const steps = path.split('.')
  const taken = leaf.path.split('.')
  const same =
    steps.length === taken.length && steps.every((step, i) => step === '*' || step === taken[i])
  if (!same) return false
  return leaf.value === undefined || values === undefined || values.includes(json(leaf.value))
}

function leavesOf(value: unknown, path: string): Leaf[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [{ path: `${path}[]`, value: undefined }]
    return value.flatMap(element => leavesOf(element, `${path}[]`))
  }
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  const entries = Object.entries(value)
  if (entries.length === 0) return [{ path, value: undefined }]
  return entries.flatMap(([key, child]) => leavesOf(child, path === '' ? key : `${path}.${key}`))
}

function json(value: unknown): string {
  return JSON.stringify(value)
}
