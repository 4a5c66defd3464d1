import { fillRegex, sortOptions } from './variable-options.js'

export const allValue = '$__all'

export const variableTypes = ['datasource', 'query', 'custom', 'interval', 'constant', 'textbox']

/** What a variable of type query asks: {label, selector} or {query}; undefined if not known. */
export function parseVariableQuery(query) {
  const text = (typeof query === 'string' ? query : (query?.query ?? '')).trim()
  const values = /^label_values\((?:(.+),)?\s*(\w+)\s*\)$/s.exec(text)
  if (values) return { label: values[2], selector: values[1]?.trim() }
  const result = /^query_result\((.+)\)$/s.exec(text)
  return result ? { query: result[1].trim() } : undefined
}

/** The options of a variable that needs no query. */
export function ownOptions({ type, query }) {
  if (type === 'custom' || type === 'interval') {
    return String(query)
      .split(',')
      .map(option => option.trim())
      .filter(Boolean)
  }
  return type === 'constant' || type === 'textbox' ? [String(query ?? '')] : []
}

/** Answers of Prometheus as options: narrowed by the variable's expression, sorted, each once. */
export function optionsOf(variable, answers) {
  const kept = answers.map(answer => fillRegex(variable.regex, answer)).filter(Boolean)
  return sortOptions([...new Set(kept)], variable.sort)
}

/**
 * The value of a variable: what the address says, else what the dashboard says, as far as it is
 * among the options; else all or the first.
 * @param options undefined when they could not be read: then what was said holds
 */
export function settle(variable, options, wanted) {
  const isMulti = variable.multi === true || variable.includeAll === true
  const own = { isMulti, allValue: variable.allValue || undefined }
  const said = wanted ?? currentOf(variable)
  const isFree = variable.type === 'textbox' || options === undefined
  const kept = isFree ? said : said.filter(value => options.includes(value))
  if (variable.includeAll && (said.includes(allValue) || kept.length === 0)) {
    return { ...own, values: options ?? [], isAll: true }
  }
  const values = kept.length > 0 ? kept : (options ?? []).slice(0, 1)
  return { ...own, values: variable.multi ? values : values.slice(0, 1), isAll: false }
}

/** How a value stands in the address. */
export function toAddress({ values, isAll }) {
  return isAll ? [allValue] : values
}

function currentOf({ current, type, query }) {
  if (type === 'constant') return [String(query ?? '')]
  const value = current?.value
  return [value ?? []].flat().map(String)
}
