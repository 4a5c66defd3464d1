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
import { type DataPanel, query, thresholds } from './common.ts'

interface TimeSeriesPanel extends DataPanel {
  /** Upper end of the axis at least, so that noise near 0 does not fill the panel. */
  readonly softMax?: number
}

/** Lines over time; thresholds are drawn as dashed lines. */
export function timeSeries(panel: TimeSeriesPanel): PanelBuilder {
  const builder = new PanelBuilder()
    .id(panel.id)
    .title(panel.title)
    .description(panel.description)
    .datasource(prometheus)
    .span(panel.width)
    .height(panel.height)
    .unit(panel.unit)
    .min(0)
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
    .thresholds(thresholds(panel.thresholds ?? [[null, 'green']]))
    .targets(panel.targets.map((target, index) => query(target, index, false)))
  if (panel.softMax !== undefined) builder.axisSoftMax(panel.softMax)
  if (panel.thresholds === undefined) return builder
  return builder.thresholdsStyle(
    new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed),
  )
}
