import { h } from '../../dom.js'
import { createChart } from '../chart/chart.js'
import { linesOf } from '../chart/lines.js'
import { loadTargets } from '../data/targets.js'
import { configOf } from '../model/field-config.js'
import { seriesOf } from '../model/series.js'

/** A graph over time. */
export function createTimeSeries(panel, body, page) {
  let chart
  let shown
  const empty = h('p', { class: 'tile-empty' })

  function draw({ answers, grid }, { variables, range, regions }) {
    const { times, series } = seriesOf(answers, grid)
    const lines = linesOf(panel, series, variables)
    if (lines.length === 0) return drawEmpty()
    const identity = JSON.stringify(lines.map(({ name, color }) => [name, color]))
    if (identity !== shown) {
      chart?.destroy()
      body.replaceChildren()
      chart = createChart({ panel, body, lines, page, config: configOf(panel, {}) })
      shown = identity
    }
    chart.update({ times, lines, range, regions })
    return 'data'
  }

  function drawEmpty() {
    destroy()
    const { noValue } = panel.fieldConfig?.defaults ?? {}
    empty.textContent = noValue ?? 'No data'
    body.replaceChildren(empty)
    return noValue === undefined ? 'empty' : 'no-value'
  }

  function destroy() {
    chart?.destroy()
    chart = undefined
    shown = undefined
  }

  return {
    load: (context, signal) =>
      loadTargets(panel, context, { width: Math.max(200, body.clientWidth), signal }),
    draw,
    /** Forgets what is drawn, so that the next drawing takes new colours. */
    reset: destroy,
    destroy,
  }
}
