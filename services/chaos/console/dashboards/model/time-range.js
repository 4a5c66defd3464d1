import { parseInterval } from './interval.js'

/** What the reader may pick, in Grafana's words. */
export const relativeRanges = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '1d', '2d'].map(
  length => ({ from: `now-${length}`, to: 'now', label: `Last ${inWords(length)}` }),
)

export const refreshChoices = ['', '2s', '5s', '10s', '30s', '1m', '5m']

/**
 * A range such as now-15m to now, or milliseconds since the epoch, as seconds since the epoch.
 * @returns {{from: number, to: number} | undefined} undefined when it is not understood, or empty
 */
export function resolveRange({ from, to }, nowMs = Date.now()) {
  const range = { from: resolveTime(from, nowMs), to: resolveTime(to, nowMs) }
  return range.from < range.to ? range : undefined
}

/** Whether the end of the range moves on. */
export function isLive({ to }) {
  return to.startsWith('now')
}

/** Snaps a range to multiples of the step, so that the same points are asked for every time. */
export function alignRange({ from, to }, step) {
  return { from: Math.floor(from / step) * step, to: Math.floor(to / step) * step }
}

function resolveTime(text, nowMs) {
  const [, length] = /^now(?:-(\w+))?$/.exec(text) ?? []
  if (text === 'now') return nowMs / 1000
  if (length !== undefined) return nowMs / 1000 - (parseInterval(length) ?? Number.NaN)
  if (/^\d{10,14}$/.test(text)) return Number(text) / 1000
  return Date.parse(text) / 1000
}

function inWords(length) {
  const [, count, unit] = /^(\d+)(\w)$/.exec(length)
  return `${count} ${{ m: 'min', h: 'h', d: 'd' }[unit]}`
}
