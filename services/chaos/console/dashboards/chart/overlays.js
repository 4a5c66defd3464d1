import { unite } from '../model/regions.js'
import { absoluteSteps } from '../model/thresholds.js'
import { canvasColor, withOpacity } from './theme.js'

const stripHeight = 3

/**
 * Draws below the lines: bands where an alert fired or a fault ran, each begun by a line, and a
 * strip above the graph that nobody takes for a value.
 */
export function drawRegions(chart, regions) {
  const { ctx, bbox } = chart
  const strip = stripHeight * devicePixelRatio
  for (const { at, until, color } of unite(regions)) {
    const stroke = canvasColor(color)
    const begin = Math.round(chart.valToPos(at, 'x', true))
    const left = Math.max(begin, bbox.left)
    const right = Math.min(Math.round(chart.valToPos(until, 'x', true)), bbox.left + bbox.width)
    if (right < left) continue
    ctx.save()
    ctx.fillStyle = withOpacity(stroke, 0.07)
    ctx.fillRect(left, bbox.top, Math.max(right - left, 1), bbox.height)
    ctx.fillStyle = withOpacity(stroke, 0.8)
    ctx.fillRect(left, bbox.top - strip - 1, Math.max(right - left, strip), strip)
    if (begin >= bbox.left) {
      const dotted = { stroke: withOpacity(stroke, 0.45), dash: [2, 3] }
      line(ctx, dotted, [left, bbox.top], [left, bbox.top + bbox.height])
    }
    ctx.restore()
  }
}

/** Draws the limits of a panel as lines, dashed or not, and as areas. */
export function drawThresholds(chart, { thresholds, custom, min, max }) {
  const mode = custom.thresholdsStyle?.mode ?? 'off'
  if (mode === 'off') return
  const scale = chart.scales.y
  const ends = { min: min ?? scale.min, max: max ?? scale.max }
  const steps = absoluteSteps(thresholds, ends)
  inside(chart, () => {
    if (mode.includes('area')) drawAreas(chart, steps)
    if (mode !== 'area') drawLines(chart, steps, mode.startsWith('dashed') ? [6, 5] : [])
  })
}

function drawLines({ ctx, bbox, scales: { y }, valToPos }, steps, dash) {
  steps.forEach(({ value, color }, index) => {
    if (!(value >= y.min && value <= y.max)) return
    // A limit that must not be undercut carries the colour of what lies below it.
    const shown = color === 'green' ? (steps[index - 1]?.color ?? color) : color
    const top = Math.round(valToPos(value, 'y', true))
    line(ctx, { stroke: canvasColor(shown), dash }, [bbox.left, top], [bbox.left + bbox.width, top])
  })
}

function drawAreas({ ctx, bbox, scales: { y }, valToPos }, steps) {
  steps.forEach(({ value, color }, index) => {
    const low = Math.max(value, y.min)
    const high = Math.min(steps[index + 1]?.value ?? y.max, y.max)
    if (low >= high) return
    const top = valToPos(high, 'y', true)
    ctx.fillStyle = withOpacity(canvasColor(color), 0.08)
    ctx.fillRect(bbox.left, top, bbox.width, valToPos(low, 'y', true) - top)
  })
}

function line(ctx, { stroke, dash }, from, to) {
  ctx.beginPath()
  ctx.setLineDash(dash.map(length => length * devicePixelRatio))
  ctx.lineWidth = devicePixelRatio
  ctx.strokeStyle = stroke
  ctx.moveTo(...from)
  ctx.lineTo(...to)
  ctx.stroke()
}

/** Nothing is drawn outside the graph's own rectangle. */
function inside({ ctx, bbox }, draw) {
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  draw()
  ctx.restore()
}
