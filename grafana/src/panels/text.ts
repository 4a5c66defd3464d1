import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text'
import type { PanelText } from './common.ts'

/** Words beside the numbers, in Markdown. */
export function text(panel: PanelText, content: string): PanelBuilder {
  return new PanelBuilder()
    .id(panel.id)
    .title(panel.title)
    .description(panel.description)
    .span(panel.width)
    .height(panel.height)
    .mode(TextMode.Markdown)
    .content(content)
}
