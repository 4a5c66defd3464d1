import type { DashboardJson } from '../lint/model.ts'
import type { VariableValues } from '../variable-values.ts'
import { fillVariables } from '../variable-values.ts'
import type { PrometheusApi } from './prometheus-api.ts'

/** The ways in which a reader may leave the variables: everything, or some values of each. */
export interface Choice {
  readonly name: 'all' | 'some'
  readonly values: VariableValues
}

/**
 * Asks Prometheus for the values of each variable, as Grafana does. `some` takes the first two, so
 * that the escaping of several values is tried too. A variable without values throws.
 */
export async function choicesFor(
  { uid, templating }: DashboardJson,
  prometheus: PrometheusApi,
): Promise<Choice[]> {
  const all: Record<string, string> = {}
  const some: Record<string, string | string[]> = {}
  for (const { name, type, query, allValue } of templating.list) {
    if (type !== 'query') continue
    const [, selector, label] = /^label_values\((.+), (\w+)\)$/.exec(query ?? '') ?? []
    if (selector === undefined || label === undefined) throw new Error(`${uid}: $${name}: ${query}`)
    const values = await prometheus.labelValues(fillVariables(selector, all), label)
    const [first] = values
    if (first === undefined) throw new Error(`${uid}: $${name} has no values`)
    all[name] = allValue ?? first
    some[name] = allValue === undefined ? first : values.slice(0, 2)
  }
  return [
    { name: 'all', values: all },
    { name: 'some', values: some },
  ]
}
