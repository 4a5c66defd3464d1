import MarkdownIt from 'markdown-it'
import { type FindPage, linkWords } from './link-words.ts'

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
markdown.core.ruler.push('link-words', linkWords)

/**
 * Markdown as HTML. HTML in it is shown as text, and only links with the web's own schemes are
 * made. Words that name a page become links to it.
 */
export function renderMarkdown(text: string, findPage: FindPage = () => undefined): string {
  return markdown.render(text, { findPage })
}
