import { variablesIn } from '../variable-values.ts'
import type { DashboardJson, Finding } from './model.ts'
import { queriesOf } from './queries-of.ts'

/** Every variable in a query is one of the dashboard, and every one of the dashboard is used. */
export function variablesDeclared(dashboard: DashboardJson): Finding[] {
  const { title, templating } = dashboard
  const declared = new Set(templating.list.map(({ name }) => name))
  const queries = queriesOf(dashboard)
  const used = new Set(queries.flatMap(({ expr }) => variablesIn(expr)))
  const unknown = queries.flatMap(({ where, expr }) =>
    variablesIn(expr)
      .filter(name => !declared.has(name))
      .map(name => ({ where, problem: `$${name} is not a variable of this dashboard` })),
  )
  const unused = [...declared]
    .filter(name => name !== 'datasource' && !used.has(name))
    .map(name => ({ where: title, problem: `no query asks for $${name}` }))
  return [...unknown, ...unused].map(found => ({ check: 'variables-declared', ...found }))
}
