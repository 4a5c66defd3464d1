const seriesCount = 10

/** Grafana's names for colours, without their shades, are variables of our styles. */
export function cssColor(name) {
  if (name === undefined) return undefined
  if (name.startsWith('#')) return name
  if (name === 'transparent') return 'transparent'
  const base = name.replace(/^(super-|semi-)?(light|dark)-/, '')
  return base === 'text' ? 'var(--text)' : `var(--c-${base})`
}

/** The same for a canvas, which knows no variables. */
export function canvasColor(name) {
  const color = cssColor(name)
  const [, variable] = /^var\((--[\w-]+)\)$/.exec(color) ?? []
  return variable === undefined ? color : readVariable(variable)
}

/** The colour of the n-th series of a graph, for a canvas. */
export function seriesColor(index) {
  return readVariable(`--series-${(index % seriesCount) + 1}`)
}

export function readVariable(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** A colour of #rrggbb with an opacity of 0 to 1. */
export function withOpacity(color, opacity) {
  const byte = Math.round(opacity * 255)
  return `${color}${byte.toString(16).padStart(2, '0')}`
}

/** Calls back when the reader's system turns to light or dark. */
export function onThemeChange(callback, signal) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', callback, { signal })
}
