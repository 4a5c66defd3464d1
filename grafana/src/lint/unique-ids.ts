import type { DashboardJson, Finding } from './model.ts'

/** No two panels of a dashboard share an id, and no two of its queries in a panel a letter. */
export function uniqueIds({ title: page, panels }: DashboardJson): Finding[] {
  const ids = repeated(panels.map(({ id }) => id)).map(id => ({
    where: page,
    problem: `two panels have the id ${id}`,
  }))
  const letters = panels.flatMap(({ title, targets = [] }) =>
    repeated(targets.map(({ refId }) => refId)).map(refId => ({
      where: `${page} / ${title}`,
      problem: `two queries have the letter ${refId}`,
    })),
  )
  return [...ids, ...letters].map(found => ({ check: 'unique-ids', ...found }))
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
