/** What the reader chose for each variable: one value, several, or a regular expression for all. */
export type VariableValues = Readonly<Record<string, string | readonly string[]>>

const ownWords: VariableValues = {
  __rate_interval: '1m',
  __interval: '15s',
  __range: '15m',
}

/**
 * Fills in the variables of a query as Grafana does for Prometheus: a single value as it is,
 * several as a group of alternatives with the regex characters escaped.
 */
export function fillVariables(expr: string, values: VariableValues): string {
  const known: VariableValues = { ...ownWords, ...values }
  return expr.replaceAll(/\$(\w+)/g, (whole, name: string) => {
    const value = known[name]
    if (value === undefined) return whole
    return typeof value === 'string' ? value : `(${value.map(escapeRegex).join('|')})`
  })
}

/** Names of the variables that a query asks for, those of Grafana itself left out. */
export function variablesIn(expr: string): string[] {
  const names = [...expr.matchAll(/\$(\w+)/g)].map(match => match[1] ?? '')
  return [...new Set(names)].filter(name => !(name in ownWords))
}

function escapeRegex(value: string): string {
  return value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\\\$&')
}
