import { nameSeries } from './legend.js'

/**
 * The answers to a panel's range queries as lines on one grid of times: what uPlot draws. A point
 * that is missing is null. Times in seconds.
 * @param answers [{target, result}], result a matrix
 */
export function seriesOf(answers, { from, to, step }) {
  const length = Math.floor((to - from) / step + 1e-6) + 1
  const times = Array.from({ length }, (_, index) => from + index * step)
  const series = answers.flatMap(({ target, result }) =>
    result.map(({ metric, values }) => ({
      name: nameSeries(target.legendFormat, metric, target.expr),
      labels: metric,
      refId: target.refId,
      values: onGrid(values, { from, step, length }),
    })),
  )
  return { times, series }
}

function onGrid(values, { from, step, length }) {
  const grid = new Array(length).fill(null)
  for (const [time, text] of values) {
    const index = Math.round((time - from) / step)
    const value = Number(text)
    if (index >= 0 && index < length && !Number.isNaN(value)) grid[index] = value
  }
  return grid
}

/** The answers to instant queries, or the ends of ranges, as numbers: one of each series. */
export function valuesOf(answers) {
  return answers.flatMap(({ target, result }) =>
    result.map(({ metric, value, values }) => ({
      name: nameSeries(target.legendFormat, metric, target.expr),
      labels: metric,
      refId: target.refId,
      values: (values ?? [value]).map(([, text]) => Number(text)),
    })),
  )
}
