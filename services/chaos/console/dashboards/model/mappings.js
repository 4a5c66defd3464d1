/**
 * The words, and perhaps the colour, that stand for a value: {text, color}, undefined for none.
 * @param mappings as in Grafana: values, ranges, special values, regular expressions
 */
export function mapValue(mappings = [], value) {
  for (const { type, options } of mappings) {
    const found = finders[type]?.(options, value)
    if (found) return found
  }
  return undefined
}

export const mappingTypes = ['value', 'range', 'special', 'regex']

const finders = {
  value: (options, value) => (value === null ? undefined : options[String(value)]),
  range({ from, to, result }, value) {
    if (typeof value !== 'number' || Number.isNaN(value)) return undefined
    const isInside = value >= (from ?? Number.NEGATIVE_INFINITY) && value <= (to ?? Infinity)
    return isInside ? result : undefined
  },
  special: ({ match, result }, value) => (specials[match]?.(value) ? result : undefined),
  regex({ pattern, result }, value) {
    const [, source, flags] = /^\/(.*)\/([a-z]*)$/.exec(pattern) ?? [undefined, pattern, '']
    const expression = new RegExp(source, flags)
    if (!expression.test(String(value))) return undefined
    return { ...result, text: result.text && String(value).replace(expression, result.text) }
  },
}

const isNull = value => value === null || value === undefined
const isNan = value => typeof value === 'number' && Number.isNaN(value)

const specials = {
  null: isNull,
  nan: isNan,
  'null+nan': value => isNull(value) || isNan(value),
  true: value => value === true,
  false: value => value === false,
  empty: value => value === '',
}
