import { displayText } from '../model/display.js'

/** Everything that a graph says of one moment, for the tooltip. */
export function describeMoment({ times, lines, regions }, index, { timezone }, { sort = 'none' }) {
  const at = times[index]
  const rows = lines
    .map(({ name, color, config, values }) => ({ name, color, config, value: values[index] }))
    .filter(({ value }) => value !== null && value !== undefined)
  if (sort !== 'none')
    rows.sort((a, b) => (sort === 'desc' ? b.value - a.value : a.value - b.value))
  return {
    time: timeText(at, timezone),
    notes: notesAt(regions, at),
    rows: rows.map(row => ({ ...row, text: displayText(row.config, row.value) })),
  }
}

/** Titles of the annotations of that moment, each once. */
function notesAt(regions, at) {
  const slack = 1
  const here = regions.filter(region => at >= region.at - slack && at <= region.until + slack)
  return [...new Set(here.map(({ title }) => title))]
}

function timeText(seconds, timezone) {
  const zone = timezone === 'utc' ? { timeZone: 'UTC' } : {}
  const date = new Date(seconds * 1000)
  return date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium', ...zone })
}
