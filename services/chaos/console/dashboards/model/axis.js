import { isBinary } from './units.js'

/**
 * Ends of the value axis: what the panel fixes, else the data with a little room, and at least up
 * to the soft ends.
 * @param {{min?: number, max?: number, softMin?: number, softMax?: number}} ends
 * @param {number | null} dataMin
 * @param {number | null} dataMax
 */
export function valueRange({ min, max, softMin, softMax }, dataMin, dataMax) {
  const known = [dataMin, dataMax, softMin, softMax, min, max].filter(Number.isFinite)
  const low = min ?? Math.min(...known, known.length === 0 ? 0 : Number.POSITIVE_INFINITY)
  const high = max ?? Math.max(...known, known.length === 0 ? 1 : Number.NEGATIVE_INFINITY)
  if (low === high) return [low, low + (Math.abs(low) || 1)]
  const room = (high - low) * 0.06
  const bottom = min !== undefined || low === softMin || low === 0 ? low : low - room
  const top = max !== undefined || high === softMax ? high : high + room
  return [bottom, top]
}

/** Distances that ticks may have; undefined leaves them to the chart. */
export function tickSteps(unit) {
  if (unit === 's')
    return [
      ...decimals(-6, 0),
      1,
      2,
      5,
      10,
      15,
      30,
      60,
      120,
      300,
      600,
      1800,
      3600,
      7200,
      21_600,
      43_200,
      ...multiples(86_400),
    ]
  if (!isBinary(unit)) return undefined
  return Array.from({ length: 50 }, (_, power) => 2 ** power)
}

/** Text of a tick of the time axis; `step` in seconds says how fine it must be. */
export function timeTick(seconds, step, timezone) {
  const zone = timezone === 'utc' ? { timeZone: 'UTC' } : {}
  const date = new Date(seconds * 1000)
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone }
  if (step < 60) return date.toLocaleTimeString('en-GB', { ...time, second: '2-digit' })
  if (step < 86_400) return date.toLocaleTimeString('en-GB', time)
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...zone })
}

function decimals(from, to) {
  return Array.from({ length: to - from }, (_, index) => 10 ** (from + index)).flatMap(power =>
    [1, 2, 5].map(factor => factor * power),
  )
}

function multiples(length) {
  return [1, 2, 5, 10, 20, 50, 100].map(factor => factor * length)
}
