import { fillLabels } from './legend.js'

/**
 * What an annotation's query says, as regions in time: while a series is there and not 0, with
 * gaps of one step bridged. Seconds since the epoch; `at` its beginning, `until` its end.
 * @param {any} annotation
 * @param {any[]} matrix result of a range query with that step
 * @returns {{at: number, until: number, title: string, text: string, color: string}[]}
 */
export function regionsOf(annotation, matrix, step) {
  const { titleFormat = '', textFormat = '', iconColor } = annotation
  return matrix.flatMap(({ metric, values }) => {
    const times = values.filter(([, value]) => Number(value) !== 0).map(([time]) => time)
    const words = {
      title: fillLabels(titleFormat, metric) || metric.__name__ || '',
      text: fillLabels(textFormat, metric),
      color: iconColor,
    }
    return spans(times, step).map(span => ({ ...span, ...words }))
  })
}

/** Regions of one colour that overlap, as one: two bands on top of each other are no darker. */
export function unite(regions) {
  const sorted = [...regions].sort((a, b) => a.at - b.at)
  const united = []
  for (const { at, until, color } of sorted) {
    const last = united.findLast(region => region.color === color)
    if (last && at <= last.until) last.until = Math.max(last.until, until)
    else united.push({ at, until, color })
  }
  return united
}

function spans(times, step) {
  const found = []
  for (const time of times) {
    const last = found.at(-1)
    if (last && time - last.until <= step * 1.5) last.until = time
    else found.push({ at: time, until: time })
  }
  return found
}
