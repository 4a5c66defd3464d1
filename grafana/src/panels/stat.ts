import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { prometheus } from '../queries.ts'
import { type DataPanel, query, thresholds } from './common.ts'

interface StatPanel extends DataPanel {
  /** Words in place of numbers. */
  readonly words?: Readonly<Record<string, string>>
}

/** One number that is read at a glance; its background takes the colour of its threshold. */
export function stat(panel: StatPanel): PanelBuilder {
  const builder = new PanelBuilder()
    .id(panel.id)
    .title(panel.title)
    .description(panel.description)
    .datasource(prometheus)
    .span(panel.width)
    .height(panel.height)
    .unit(panel.unit)
    .colorMode(BigValueColorMode.Background)
    .graphMode(BigValueGraphMode.None)
    .textMode(BigValueTextMode.Auto)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .thresholds(thresholds(panel.thresholds ?? [[null, 'blue']]))
    .targets(panel.targets.map((target, index) => query(target, index, true)))
  return panel.words === undefined ? builder : builder.mappings([wordMapping(panel.words)])
}

function wordMapping(words: Readonly<Record<string, string>>) {
  const options = Object.entries(words).map(([value, text]) => [value, { text }] as const)
  return { type: MappingType.ValueToText as const, options: Object.fromEntries(options) }
}
