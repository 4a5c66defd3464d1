import { configOf } from '../model/field-config.js'
import { interpolate } from '../model/interpolate.js'
import { fillLabels } from '../model/legend.js'
import { canvasColor, seriesColor, withOpacity } from './theme.js'

/**
 * The lines of a graph: each series with its name, its field configuration and its colour.
 * @returns [{name, config, color, values}]
 */
export function linesOf(panel, series, variables) {
  return series.map((one, index) => {
    const name = interpolate(one.name, variables)
    const config = configOf(panel, { name, refId: one.refId, isNumber: true })
    const shown = config.displayName ? rename(config.displayName, one, name) : name
    return { name: shown, config, color: colorOf(config, index), values: one.values }
  })
}

/** How uPlot draws a line. @param paths uPlot.paths */
export function seriesOptions({ name, config: { custom }, color }, paths) {
  const isBars = custom.drawStyle === 'bars'
  const fill = (custom.fillOpacity ?? 0) / 100
  return {
    label: name,
    stroke: color,
    width: custom.lineWidth ?? 1,
    ...(fill > 0 && { fill: withOpacity(color, isBars ? Math.max(fill, 0.4) : fill) }),
    ...(dashOf(custom.lineStyle) && { dash: dashOf(custom.lineStyle) }),
    paths: pathsOf(custom, paths),
    spanGaps: custom.spanNulls === true,
    points: pointsOf(custom, color),
  }
}

function pathsOf({ drawStyle, lineInterpolation }, paths) {
  if (drawStyle === 'bars') return paths.bars({ size: [0.8, 40], align: 1 })
  if (lineInterpolation === 'stepAfter') return paths.stepped({ align: 1 })
  if (lineInterpolation === 'stepBefore') return paths.stepped({ align: -1 })
  return paths.linear()
}

/** A point between gaps makes no line: without a dot it would not be seen. */
function pointsOf({ showPoints = 'auto', pointSize = 5, drawStyle }, color) {
  if (drawStyle === 'bars') return { show: false }
  if (showPoints === 'always') return { show: true, size: pointSize, fill: color }
  return {
    show: true,
    size: 4,
    fill: color,
    filter: (chart, seriesIndex) => isolated(chart.data[seriesIndex]),
  }
}

function isolated(values) {
  const found = []
  values.forEach((value, index) => {
    const isAlone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null
    if (value !== null && isAlone) found.push(index)
  })
  return found
}

function dashOf({ fill, dash } = {}) {
  if (fill === 'dash') return dash ?? [8, 6]
  return fill === 'dot' ? [2, 4] : undefined
}

function colorOf({ color }, index) {
  return color?.mode === 'fixed' ? canvasColor(color.fixedColor) : seriesColor(index)
}

function rename(displayName, { labels }, name) {
  const filled = displayName
    .replaceAll(/\$\{__field\.labels\.(\w+)\}/g, '{{$1}}')
    .replaceAll(/\$\{__(series|field)\.name\}/g, name)
  return fillLabels(filled, labels)
}
