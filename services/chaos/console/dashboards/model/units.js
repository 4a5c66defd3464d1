import { formatDate, formatDuration } from './durations.js'
import { formatNumber, scale } from './numbers.js'

const si = ['', 'k', 'M', 'G', 'T', 'P']
const siBytes = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
const iecBytes = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
const perSecond = names => names.map(name => `${name}/s`)

/** Numbers that get a prefix when they are large: base, names. */
const scaled = {
  short: [1000, si],
  sishort: [1000, si],
  bytes: [1024, iecBytes],
  decbytes: [1000, siBytes],
  kbytes: [1024, iecBytes.slice(1)],
  mbytes: [1024, iecBytes.slice(2)],
  bits: [1024, ['b', 'Kib', 'Mib', 'Gib', 'Tib']],
  Bps: [1000, perSecond(siBytes)],
  binBps: [1024, perSecond(iecBytes)],
  bps: [1000, ['b/s', 'kb/s', 'Mb/s', 'Gb/s']],
}

/** Counts of something a second. */
const rates = {
  ops: 'ops/s',
  reqps: 'req/s',
  rps: 'reads/s',
  wps: 'writes/s',
  cps: 'counts/s',
  iops: 'io/s',
  eps: 'events/s',
  mps: 'msg/s',
  recps: 'records/s',
}

/** Seconds in the unit of the value. */
const durations = { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 }

const words = {
  bool: ['false', 'true'],
  bool_yes_no: ['no', 'yes'],
  bool_on_off: ['off', 'on'],
}

/**
 * A number in a unit of Grafana, as what stands large and what stands small beside it:
 * {text: "1.2", suffix: "s"}. NaN and infinity are words.
 * @param decimals digits after the point; without it three significant ones
 */
export function formatParts(value, unit = 'none', decimals = undefined) {
  if (typeof value === 'string') return { text: value, suffix: '' }
  if (!Number.isFinite(value))
    return { text: Number.isNaN(value) ? 'NaN' : infinity(value), suffix: '' }
  const custom = /^(prefix|suffix):(.*)$/.exec(unit)
  if (custom) return affixed(value, custom, decimals)
  if (unit in durations) return formatDuration(value * durations[unit], decimals)
  if (unit in scaled) return scaledParts(value, scaled[unit], decimals)
  if (unit in rates) {
    const { text, suffix } = scaledParts(value, scaled.short, decimals)
    return { text, suffix: `${suffix ? `${suffix} ` : ''}${rates[unit]}` }
  }
  if (unit in words) return { text: words[unit][value === 0 ? 0 : 1], suffix: '' }
  return plainParts(value, unit, decimals)
}

/** The same as one text: "1.2 s", "20 %", "3". */
export function formatValue(value, unit, decimals) {
  const { text, suffix } = formatParts(value, unit, decimals)
  return suffix === '' ? text : `${text} ${suffix}`
}

export function isKnownUnit(unit) {
  const others = ['none', 'string', 'locale', 'percent', 'percentunit', ...dates]
  const known = [scaled, rates, durations, words].some(family => unit in family)
  return known || others.includes(unit) || /^(prefix|suffix):/.test(unit)
}

/** Whether ticks of an axis stand at powers of 1024. */
export function isBinary(unit) {
  return scaled[unit]?.[0] === 1024
}

const dates = ['dateTimeAsIso', 'dateTimeAsLocal', 'dateTimeFromNow']

function plainParts(value, unit, decimals) {
  if (unit === 'percent') return { text: formatNumber(value, decimals), suffix: '%' }
  if (unit === 'percentunit') return { text: formatNumber(value * 100, decimals), suffix: '%' }
  if (unit === 'locale') return { text: value.toLocaleString('en'), suffix: '' }
  if (dates.includes(unit)) return { text: formatDate(value, unit), suffix: '' }
  return { text: formatNumber(value, decimals, 6), suffix: '' }
}

function affixed(value, [, kind, affix], decimals) {
  const text = formatNumber(value, decimals)
  return kind === 'prefix' ? { text: affix + text, suffix: '' } : { text, suffix: affix.trim() }
}

function scaledParts(value, [base, names], decimals) {
  const { scaled: number, power } = scale(value, base, names.length)
  return { text: formatNumber(number, decimals), suffix: names[power] }
}

function infinity(value) {
  return value > 0 ? '∞' : '−∞'
}
