import { builtIn, interpolate } from '../model/interpolate.js'
import { chooseIntervals, parseInterval, toDuration } from '../model/interval.js'
import { alignRange } from '../model/time-range.js'
import { prometheus } from './prometheus.js'

/**
 * Asks every query of a panel.
 * @param context {variables, range, scrapeSeconds} of the page
 * @param width pixels: a graph has no more points
 * @returns {{answers: {target, result}[], grid: {from, to, step}}} grid: of the range queries
 */
export async function loadTargets(panel, context, { width, signal }) {
  const timing = timingOf(panel, context, width)
  const targets = (panel.targets ?? []).filter(({ hide }) => !hide)
  const answers = await Promise.all(
    targets.map(async target => ({ target, result: await ask(target, context, timing, signal) })),
  )
  return { answers, grid: timing.grid }
}

/** The grid of the points, and the variables that follow from it. */
export function timingOf({ interval, maxDataPoints }, { range, scrapeSeconds }, width) {
  const { interval: step, rateInterval } = chooseIntervals({
    rangeSeconds: range.to - range.from,
    maxPoints: maxDataPoints ?? width,
    minSeconds: parseInterval(interval),
    scrapeSeconds,
  })
  return {
    step,
    grid: { ...alignRange(range, step), step },
    variables: timeVariables(range, step, rateInterval),
  }
}

function ask(target, { variables, range }, timing, signal) {
  const own = parseInterval(target.interval) ?? 0
  const step = Math.max(timing.step, own)
  const all = new Map([...variables, ...timing.variables])
  const expr = interpolate(target.expr, all, 'promql')
  if (target.instant) return prometheus.query(expr, range.to, signal)
  const grid = step === timing.step ? timing.grid : { ...alignRange(range, step), step }
  return prometheus.queryRange(expr, grid, signal)
}

function timeVariables({ from, to }, step, rateInterval) {
  const seconds = Math.round(to - from)
  return new Map([
    ['__interval', builtIn(toDuration(step))],
    ['__interval_ms', builtIn(step * 1000)],
    ['__rate_interval', builtIn(toDuration(rateInterval))],
    ['__range', builtIn(`${seconds}s`)],
    ['__range_s', builtIn(seconds)],
    ['__range_ms', builtIn(seconds * 1000)],
  ])
}
