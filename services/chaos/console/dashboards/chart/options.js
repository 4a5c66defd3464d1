import uPlot from '/vendor/uplot.js'
import { valueRange } from '../model/axis.js'
import { chartAxes } from './axes.js'
import { seriesOptions } from './lines.js'
import { drawRegions, drawThresholds } from './overlays.js'

/**
 * A graph as uPlot takes it.
 * @param state {range, regions} of the moment, read again at each drawing
 * @param page {timezone, cursorKey, onZoom}
 */
export function chartOptions({ size, config, lines, state, page, onCursor }) {
  return {
    ...size,
    legend: { show: false },
    padding: [8, 8, 0, 0],
    cursor: cursorOptions(page),
    scales: {
      x: { range: () => [state.range.from, state.range.to] },
      y: { range: (_, low, high) => valueRange(axisEnds(config), low, high) },
    },
    axes: chartAxes(config, page.timezone),
    series: [{}, ...lines.map(line => seriesOptions(line, uPlot.paths))],
    hooks: {
      drawClear: [chart => drawRegions(chart, state.regions)],
      draw: [chart => drawThresholds(chart, config)],
      setCursor: [onCursor],
      setSelect: [chart => zoom(chart, page)],
    },
  }
}

function axisEnds({ min, max, custom: { axisSoftMin: softMin, axisSoftMax: softMax } }) {
  return { min, max, softMin, softMax }
}

/** The crosshair's time is shared by all graphs of a page; what is pressed is not. */
function cursorOptions({ cursorKey }) {
  const isMove = type => type === 'mousemove' || type === 'mouseleave'
  return {
    y: false,
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

const leastWidth = 8

/** A range that was drawn with the pointer becomes the range of the page. */
function zoom(chart, { onZoom }) {
  const { left, width } = chart.select
  if (width < leastWidth) return
  chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  onZoom({ from: chart.posToVal(left, 'x'), to: chart.posToVal(left + width, 'x') })
}
