const numbers = values => values.filter(value => value !== null && !Number.isNaN(value))

/** Many values to one, by the names that Grafana gives these; null when there is nothing. */
export const calculations = {
  lastNotNull: values => numbers(values).at(-1) ?? null,
  last: values => values.at(-1) ?? null,
  firstNotNull: values => numbers(values)[0] ?? null,
  first: values => values[0] ?? null,
  min: values => whole(values, list => Math.min(...list)),
  max: values => whole(values, list => Math.max(...list)),
  sum: values => whole(values, sum),
  mean: values => whole(values, list => sum(list) / list.length),
  count: values => values.length,
  range: values => whole(values, list => Math.max(...list) - Math.min(...list)),
  diff: values => whole(values, list => list.at(-1) - list[0]),
}

/** What stands above such a number in a legend. */
export const calculationNames = {
  lastNotNull: 'last',
  firstNotNull: 'first',
  diff: 'change',
}

function whole(values, calculate) {
  const list = numbers(values)
  return list.length === 0 ? null : calculate(list)
}

function sum(list) {
  return list.reduce((total, value) => total + value, 0)
}
