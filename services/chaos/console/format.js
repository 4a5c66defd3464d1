/** "45 s", "3 min 20 s", "1 h 5 min". */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Local wall clock time with seconds. */
export function clock(iso) {
  return new Date(iso).toLocaleTimeString(undefined, { hourCycle: 'h23' })
}

/** "+12 s" since a start, "−2 s" before it. */
export function offset(iso, startIso) {
  const seconds = (Date.parse(iso) - Date.parse(startIso)) / 1000
  return seconds < -0.5 ? `−${duration(-seconds)}` : `+${duration(seconds)}`
}

/** Any value as one short line. */
export function brief(value) {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
