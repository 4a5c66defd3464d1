import type { RuleGroup } from './prometheus-client.ts'

/** Recording rules by name; several may share one. */
type Recordings = ReadonlyMap<string, readonly { readonly query: string }[]>

// In training, windows over what happens now are this long at most. Longer ones, as [30m], describe
// the usual past: no cause hides behind them, and to wait for them would outlast every drill.
const longestWindowSeconds = 120

const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 }

/**
 * Seconds that an alert may take to show itself again as long as its cause is there: one scrape,
 * one evaluation, the time that its rule has to hold, and the longest range or offset in its
 * expression, behind which the cause may hide. Of several rules of one name, the slowest; 0 without
 * any.
 */
export function secondsToShow(groups: readonly RuleGroup[], alert: string): number {
  const recorded = groups.flatMap(({ rules }) => rules.filter(({ type }) => type === 'recording'))
  const recordings = Map.groupBy(recorded, ({ name }) => name)
  const times = groups.flatMap(({ interval, rules }) =>
    rules.map(rule =>
      rule.type === 'alerting' && rule.name === alert
        ? rule.duration + 2 * interval + windowOf(rule.query, recordings)
        : 0,
    ),
  )
  return Math.max(0, ...times)
}

/** The longest window in an expression, and on top of it the longest of what it reads recorded. */
function windowOf(query: string, recordings: Recordings): number {
  const plain = query.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
  const found = [...plain.matchAll(/\[(\w+)(?::\w*)?\]|\boffset -?(\d\w*)/g)]
  const windows = found.map(([, range, offset]) => toSeconds(range ?? offset ?? ''))
  const own = Math.max(0, ...windows.filter(seconds => seconds <= longestWindowSeconds))
  const names = new Set(plain.match(/[a-zA-Z_:][\w:]*/g))
  const read = [...recordings].filter(([name]) => names.has(name))
  // A recording may read itself: each is followed once.
  const others = new Map([...recordings].filter(([name]) => !names.has(name)))
  const below = read.flatMap(([, rules]) => rules.map(rule => windowOf(rule.query, others)))
  return own + Math.max(0, ...below)
}

/** Of a duration as the rules API gives it, e.g. 1m30s. */
function toSeconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|[smhd])/g)]
  return parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitSeconds[unit] ?? 0),
    0,
  )
}
