/** One option after the expression of its variable; undefined when that does not match. */
export function fillRegex(regex, option) {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(regex ?? '') ?? []
  if (source === undefined) return option
  const match = new RegExp(source, flags.replace('g', '')).exec(option)
  if (match === null) return undefined
  return match.groups?.value ?? match[1] ?? match[0]
}

const compare = (a, b) => a.localeCompare(b)
const byNumber = (a, b) => firstNumber(a) - firstNumber(b) || compare(a, b)
const ignoringCase = (a, b) => compare(a.toLowerCase(), b.toLowerCase())

/** Grafana's numbers for an order: even ones are the reverse of the one before. */
const orders = {
  1: compare,
  3: byNumber,
  5: ignoringCase,
  7: (a, b) => a.localeCompare(b, undefined, { numeric: true }),
}

export function sortOptions(options, sort = 0) {
  if (sort === 0) return options
  const isReversed = sort % 2 === 0
  const sorted = [...options].sort(orders[isReversed ? sort - 1 : sort] ?? compare)
  return isReversed ? sorted.reverse() : sorted
}

function firstNumber(text) {
  return Number(/-?\d+(\.\d+)?/.exec(text)?.[0] ?? Number.POSITIVE_INFINITY)
}
