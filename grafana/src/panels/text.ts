import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text'
import { type PanelSource, type PanelText, runbookLinks } from './common.ts'

/** Words beside the numbers, in Markdown. */
export function text(panel: PanelText, content: string): PanelSource {
  return links =>
    new PanelBuilder()
      .id(panel.id)
      .title(panel.title)
      .description(panel.description)
      .links(runbookLinks(panel, links))
      .span(panel.width)
      .height(panel.height)
      .mode(TextMode.Markdown)
      .content(content)
}
