import { tickSteps, timeTick } from '../model/axis.js'
import { formatValue } from '../model/units.js'
import { readVariable } from './theme.js'

const font = '11px system-ui, sans-serif'

/** The time axis below and the value axis on the left, as uPlot takes them. */
export function chartAxes(config, timezone) {
  const stroke = readVariable('--muted')
  const grid = { stroke: readVariable('--grid'), width: 1 }
  const ticks = { show: false }
  const steps = tickSteps(config.unit)
  return [
    {
      stroke,
      grid,
      ticks,
      font,
      size: 24,
      gap: 4,
      space: 90,
      values: (_, splits, __, ___, step) => splits.map(time => timeTick(time, step, timezone)),
    },
    {
      stroke,
      grid,
      ticks,
      font,
      gap: 6,
      space: 28,
      size: fitLabels,
      ...(steps && { incrs: steps }),
      ...(config.custom.axisLabel && {
        label: config.custom.axisLabel,
        labelSize: 18,
        labelFont: font,
      }),
      values: (_, splits) => splits.map(value => formatValue(value, config.unit)),
    },
  ]
}

/** As wide as the widest label, so that the graph gets the rest. */
function fitLabels(chart, labels) {
  if (!labels) return 40
  chart.ctx.save()
  chart.ctx.font = font
  const width = Math.max(...labels.map(label => chart.ctx.measureText(label ?? '').width))
  chart.ctx.restore()
  return Math.ceil(width) + 12
}
