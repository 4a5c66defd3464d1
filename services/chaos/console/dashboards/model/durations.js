import { formatNumber } from './numbers.js'

const steps = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
]

/** Seconds in the unit that reads best: {text: "1.5", suffix: "min"}. */
export function formatDuration(seconds, decimals) {
  if (seconds === 0) return { text: '0', suffix: 's' }
  const size = Math.abs(seconds)
  const [length, suffix] = steps.find(([step]) => size >= step) ?? steps.at(-1)
  return { text: formatNumber(seconds / length, decimals), suffix }
}

/** Milliseconds since the epoch as a date. */
export function formatDate(milliseconds, unit, now = Date.now()) {
  const date = new Date(milliseconds)
  if (unit === 'dateTimeAsIso') return date.toISOString().slice(0, 19).replace('T', ' ')
  if (unit === 'dateTimeAsLocal') return date.toLocaleString()
  const { text, suffix } = formatDuration(Math.round((now - milliseconds) / 1000))
  return `${text} ${suffix} ago`
}
