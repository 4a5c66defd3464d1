/**
 * The name of a series: a legend format with labels in it, `{{topic}}`. Without a format the
 * labels themselves, as Prometheus writes them.
 */
export function nameSeries(format, labels, expr = '') {
  if (format && format !== '__auto') return fillLabels(format, labels)
  const { __name__: metric = '', ...rest } = labels
  const pairs = Object.entries(rest).map(([name, value]) => `${name}="${value}"`)
  if (metric === '' && pairs.length === 0) return expr
  return pairs.length === 0 ? metric : `${metric}{${pairs.join(', ')}}`
}

/** Puts labels into `{{name}}`; one that is missing leaves nothing, and no double spaces. */
export function fillLabels(format, labels) {
  const filled = format.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name) => labels[name] ?? '')
  return filled.replaceAll(/\s+/g, ' ').trim()
}
