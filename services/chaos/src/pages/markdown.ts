import type { MarkdownIt } from 'markdown-it'
import { linkWords, type PageNames } from './link-words.ts'

/** Markdown as HTML, in which names of pages are links. */
export type RenderMarkdown = (text: string, names: PageNames) => Promise<string>

/**
 * HTML in Markdown is shown as text, and only links with the web's own schemes are made. The
 * library is loaded when the first page is read: it takes 14 MB, and most services never show one.
 */
export function createMarkdownRenderer(): RenderMarkdown {
  let loading: Promise<MarkdownIt> | undefined
  return async (text, names) => {
    loading ??= load()
    return (await loading).render(text, { names })
  }
}

async function load(): Promise<MarkdownIt> {
  const { default: create } = await import('markdown-it')
  const markdown = create({ html: false, linkify: false, typographer: false })
  markdown.core.ruler.push('link-words', linkWords)
  return markdown
}
