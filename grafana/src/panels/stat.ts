import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { prometheus } from '../queries.ts'
import { type DataPanel, type PanelSource, query, runbookLinks, thresholds } from './common.ts'
import { valueMapping, type Words } from './words.ts'

interface StatPanel extends DataPanel {
  /** Words in place of numbers. */
  readonly words?: Words
}

/** One number that is read at a glance; its background takes the colour of its threshold. */
export function stat(panel: StatPanel): PanelSource {
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
      .colorMode(BigValueColorMode.Background)
      .graphMode(BigValueGraphMode.None)
      .textMode(BigValueTextMode.Auto)
      .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
      .thresholds(thresholds(panel.thresholds ?? [[null, 'blue']]))
      .targets(panel.targets.map((target, index) => query(target, index, 'instant')))
    if (panel.decimals !== undefined) builder.decimals(panel.decimals)
    if (panel.noValue !== undefined) builder.noValue(panel.noValue)
    return panel.words === undefined ? builder : builder.mappings([valueMapping(panel.words)])
  }
}
