const reference = /\$(\w+)|\$\{(\w+)(?:\.\w+)?(?::(\w+))?\}|\[\[(\w+)(?::(\w+))?\]\]/g

/**
 * Puts variables into a text: `$name`, `${name}`, `${name:format}`. What is no variable stays.
 * @param variables Map of name to {values, isAll, allValue, isMulti, raw}
 * @param format how values are written where the text does not say: a name of `formats`
 */
export function interpolate(text, variables, format = 'text') {
  return String(text).replaceAll(reference, (whole, plain, braced, own, bracketed, old) => {
    const variable = variables.get(plain ?? braced ?? bracketed)
    if (variable === undefined) return whole
    const write = formats[own ?? old ?? format] ?? formats[format]
    return write(variable, plain ?? braced ?? bracketed)
  })
}

/** A variable that is one value and is never escaped, such as an interval. */
export function builtIn(value) {
  return { values: [String(value)], raw: true }
}

/** Names of the variables that a text speaks of. */
export function referredVariables(text) {
  return [...String(text).matchAll(reference)].map(([, a, b, , c]) => a ?? b ?? c)
}

export const formats = {
  /** For PromQL between quotes: several values are a regular expression. */
  promql(variable) {
    const { values, isAll, allValue, isMulti, raw } = variable
    if (isAll && allValue) return allValue
    if (raw) return values.join(',')
    if (!isMulti) return escapeQuoted(values[0] ?? '')
    if (values.length === 1) return escapeRegex(values[0])
    return `(${values.map(escapeRegex).join('|')})`
  },
  regex: variable => formats.promql({ ...variable, isMulti: true }),
  pipe: ({ values }) => values.join('|'),
  csv: ({ values }) => values.join(','),
  raw: ({ values }) => values.join(','),
  doublequote: ({ values }) => values.map(value => `"${escapeQuoted(value)}"`).join(','),
  text: ({ values, isAll }) => (isAll ? 'All' : values.join(' + ')),
  percentencode: ({ values, isWritten }) =>
    isWritten ? values[0] : encodeURIComponent(values.join(',')),
  queryparam: (variable, name) => addressOf(name, variable),
}

/** `var-topic=a&var-topic=b`, as Grafana writes it. */
export function addressOf(name, { values, isAll }) {
  const written = isAll ? ['$__all'] : values
  return written.map(value => `var-${name}=${encodeURIComponent(value)}`).join('&')
}

/** For a string between double quotes in PromQL. */
function escapeQuoted(value) {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
}

/** For a regular expression between double quotes in PromQL: RE2 in a string. */
function escapeRegex(value) {
  return escapeQuoted(value.replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&'))
}
