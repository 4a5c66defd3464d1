import MarkdownIt from 'markdown-it'
import { linkWords, type PageNames } from './link-words.ts'

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
markdown.core.ruler.push('link-words', linkWords)

/**
 * Markdown as HTML. HTML in it is shown as text, and only links with the web's own schemes are
 * made. Names of pages become links to them.
 */
export function renderMarkdown(text: string, names: PageNames): string {
  return markdown.render(text, { names })
}
