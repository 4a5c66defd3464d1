import type { DashboardJson, Finding } from './model.ts'

/** Every dashboard shows when alerts fired and when drills ran. */
export function annotationsPresent({ title: where, annotations }: DashboardJson): Finding[] {
  const names = new Set(annotations.list.map(({ name }) => name))
  return ['Alerts', 'Runs']
    .filter(name => !names.has(name))
    .map(name => ({
      check: 'annotations-present',
      where,
      problem: `no annotation ${name}`,
    }))
}
