import uPlot from '/vendor/uplot.js'
import { h } from '../../dom.js'
import { displayText } from '../model/display.js'
import { calculations } from '../model/reduce.js'
import { stack } from '../model/stack.js'
import { createLegend } from './legend.js'
import { describeMoment } from './moment.js'
import { chartOptions } from './options.js'
import { createTooltip } from './tooltip.js'

/**
 * A graph with its legend and tooltip.
 * @param lines what is drawn first: later there are other values, but the same lines
 * @param page {timezone, cursorKey, onZoom}: what the graphs of a page share
 */
export function createChart({ panel, body, lines, page, config }) {
  const { legend: legendOptions = {}, tooltip: tooltipOptions = {} } = panel.options ?? {}
  const state = { lines, times: [], regions: [], range: { from: 0, to: 1 } }
  const frame = h('div', { class: 'chart', role: 'img', 'aria-label': `${panel.title}, a graph` })
  const { calcs = [], displayMode, placement, showLegend } = legendOptions
  const legend = createLegend({ lines, calcs, displayMode, onIsolate: isolate })
  body.classList.toggle('legend-right', placement === 'right')
  body.append(frame, ...(showLegend === false ? [] : [legend.element]))

  const size = sizeOf(frame)
  const options = chartOptions({ size, config, lines, state, page, onCursor: showMoment })
  const plot = new uPlot(options, [[], ...lines.map(() => [])], frame)
  const tooltip = createTooltip(plot, index => describeMoment(state, index, page, tooltipOptions))
  const observer = new ResizeObserver(() => plot.setSize(sizeOf(frame)))
  observer.observe(frame)

  function isolate(alone) {
    for (const index of lines.keys()) {
      plot.setSeries(index + 1, { show: alone === undefined || alone === index })
    }
  }

  function showMoment(chart) {
    legend.showValues(state.lines.map(line => valueText(line, chart.cursor.idx)))
    if (tooltipOptions.mode !== 'none') tooltip?.update()
  }

  return {
    update(now) {
      Object.assign(state, now)
      plot.setData([state.times, ...stack(state.lines)])
      legend.showSummaries(state.lines.map(line => summaries(line, calcs)))
      showMoment(plot)
    },
    destroy() {
      observer.disconnect()
      plot.destroy()
    },
  }
}

function summaries({ config, values }, calcs) {
  return calcs.map(calc => displayText(config, calculations[calc](values)))
}

/** The value at the crosshair, without one that of now. */
function valueText({ config, values }, index) {
  const value = index === null || index === undefined ? newest(values) : values[index]
  return displayText({ ...config, noValue: undefined }, value)
}

/** A line that has ended has no value now; the very last point may not have been scraped yet. */
function newest(values) {
  return values.at(-1) ?? values.at(-2) ?? null
}

function sizeOf(element) {
  return { width: Math.max(80, element.clientWidth), height: Math.max(60, element.clientHeight) }
}
