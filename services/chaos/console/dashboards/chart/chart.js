import uPlot from '/vendor/uplot.js'
import { h } from '../../dom.js'
import { valueRange } from '../model/axis.js'
import { displayText } from '../model/display.js'
import { calculations } from '../model/reduce.js'
import { stack } from '../model/stack.js'
import { chartAxes } from './axes.js'
import { createLegend } from './legend.js'
import { seriesOptions } from './lines.js'
import { describeMoment } from './moment.js'
import { drawRegions, drawThresholds } from './overlays.js'
import { createTooltip } from './tooltip.js'

/**
 * A graph with its legend and tooltip.
 * @param page {timezone, cursorKey, onZoom}: what the graphs of a page share
 */
export function createChart({ panel, body, lines: first, page, config }) {
  const { legend: legendOptions = {}, tooltip: tooltipOptions = {} } = panel.options ?? {}
  const state = { lines: first, times: [], regions: [], range: { from: 0, to: 1 } }
  const frame = h('div', { class: 'chart', role: 'img', 'aria-label': `${panel.title}, a graph` })
  const calcs = legendOptions.calcs ?? []
  const legend = createLegend({
    lines: first,
    calcs,
    displayMode: legendOptions.displayMode,
    onIsolate: alone => {
      for (const index of first.keys()) {
        plot.setSeries(index + 1, { show: alone === undefined || alone === index })
      }
    },
  })
  body.classList.toggle('legend-right', legendOptions.placement === 'right')
  body.append(frame)
  if (legendOptions.showLegend !== false) body.append(legend.element)

  const plot = new uPlot(options(), [[], ...first.map(() => [])], frame)
  const tooltip = createTooltip(plot, index => describeMoment(state, index, page, tooltipOptions))
  const observer = new ResizeObserver(() => plot.setSize(sizeOf(frame)))
  observer.observe(frame)

  function options() {
    return {
      ...sizeOf(frame),
      legend: { show: false },
      padding: [8, 8, 0, 0],
      focus: { alpha: 1 },
      cursor: cursorOptions(page),
      scales: {
        x: { range: () => [state.range.from, state.range.to] },
        y: { range: (_, low, high) => valueRange(axisEnds(config), low, high) },
      },
      axes: chartAxes(config, page.timezone),
      series: [{}, ...first.map(line => seriesOptions(line, uPlot.paths))],
      hooks: {
        drawClear: [chart => drawRegions(chart, state.regions)],
        draw: [chart => drawThresholds(chart, config)],
        setCursor: [() => showCursor()],
        setSelect: [chart => zoom(chart, page)],
      },
    }
  }

  function showCursor() {
    legend.showValues(state.lines.map(line => valueText(line, plot.cursor.idx)))
    if (tooltipOptions.mode !== 'none') tooltip?.update()
  }

  return {
    update({ times, lines, range, regions }) {
      Object.assign(state, { times, lines, range, regions })
      plot.setData([times, ...stack(lines)])
      legend.showSummaries(
        lines.map(line =>
          calcs.map(calc => displayText(line.config, calculations[calc](line.values))),
        ),
      )
      showCursor()
    },
    destroy() {
      observer.disconnect()
      plot.destroy()
    },
  }
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

function axisEnds({ min, max, custom: { axisSoftMin: softMin, axisSoftMax: softMax } }) {
  return { min, max, softMin, softMax }
}

function cursorOptions({ cursorKey }) {
  const isMove = type => type === 'mousemove' || type === 'mouseleave'
  return {
    points: { size: 7 },
    drag: { x: true, y: false, setScale: false },
    sync: cursorKey && {
      key: cursorKey,
      setSeries: false,
      scales: ['x', null],
      filters: { pub: isMove, sub: isMove },
    },
  }
}

/** A range that was drawn with the pointer becomes the range of the page. */
function zoom(chart, { onZoom }) {
  const { left, width } = chart.select
  if (width < 8) return
  chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  onZoom({ from: chart.posToVal(left, 'x'), to: chart.posToVal(left + width, 'x') })
}

function sizeOf(element) {
  return { width: Math.max(80, element.clientWidth), height: Math.max(60, element.clientHeight) }
}
