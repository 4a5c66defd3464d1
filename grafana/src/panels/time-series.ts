import {
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import { prometheus } from '../queries.ts'
import { type DataPanel, type PanelSource, query, runbookLinks, thresholds } from './common.ts'
import { valueMapping, type Words } from './words.ts'

interface TimeSeriesPanel extends DataPanel {
  /** Upper end of the axis at least, so that noise near 0 does not fill the panel. */
  readonly softMax?: number
  /** Lower end of the axis; 0 unless the values may fall below it (`null` leaves it open). */
  readonly min?: number | null
  /** Words in place of numbers. */
  readonly words?: Words
}

/** Lines over time; thresholds are drawn as dashed lines. */
export function timeSeries(panel: TimeSeriesPanel): PanelSource {
  return links => {
    const builder = new PanelBuilder()
      .id(panel.id)
      .title(panel.title)
      .description(panel.description)
      .links(runbookLinks(panel, links))
      .datasource(prometheus)
      .span(panel.width)
      .height(panel.height)
      .unit(panel.unit)
      .thresholds(thresholds(panel.thresholds ?? [[null, 'green']]))
      .targets(panel.targets.map((target, index) => query(target, index, 'range')))
    return drawLines(builder, panel)
  }
}

function drawLines(builder: PanelBuilder, panel: TimeSeriesPanel): PanelBuilder {
  const { min = 0, softMax, noValue, decimals, words } = panel
  builder
    .drawStyle(GraphDrawStyle.Line)
    .lineWidth(2)
    .fillOpacity(8)
    .showPoints(VisibilityMode.Never)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom),
    )
    .tooltip(
      new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending),
    )
  if (min !== null) builder.min(min)
  if (softMax !== undefined) builder.axisSoftMax(softMax)
  if (decimals !== undefined) builder.decimals(decimals)
  if (noValue !== undefined) builder.noValue(noValue)
  if (words !== undefined) builder.mappings([valueMapping(words)])
  if (panel.thresholds === undefined) return builder
  return builder.thresholdsStyle(
    new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed),
  )
}
