import MarkdownIt from '/vendor/markdown-it.js'
import { interpolate } from '../model/interpolate.js'

const markdown = new MarkdownIt({ html: false })

/** Words, in Markdown; HTML in them is shown as text. */
export function createText(panel, body) {
  body.classList.add('prose')
  let shown
  return {
    load: async () => undefined,
    draw(_, { variables }) {
      const content = interpolate(panel.options?.content ?? '', variables)
      // Drawn anew it would lose the reader's selection.
      if (content !== shown) body.innerHTML = markdown.render(content)
      shown = content
      return content === '' ? 'empty' : 'data'
    },
  }
}
