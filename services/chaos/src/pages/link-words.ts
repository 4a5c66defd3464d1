import type { StateCore, Token } from 'markdown-it'

/** Finds the address of the page that a word, or a whole emphasised text, is the name of. */
export type FindPage = (words: string) => string | undefined

/** A rule of markdown-it: names of pages become links, outside code and outside links. */
export function linkWords(state: StateCore): void {
  const { findPage } = state.env as { findPage: FindPage }
  for (const block of state.tokens) {
    let isInLink = false
    block.children = (block.children ?? []).flatMap(token => {
      if (token.type.startsWith('link_')) isInLink = token.type === 'link_open'
      return token.type === 'text' && !isInLink ? split(state, token, findPage) : token
    })
  }
}

function split(state: StateCore, token: Token, findPage: FindPage): Token[] {
  const whole = findPage(token.content)
  if (whole !== undefined) return link(state, token, whole)
  return token.content.split(/\b([A-Z][A-Za-z]+)\b/).flatMap((words, index) => {
    const page = index % 2 === 1 ? findPage(words) : undefined
    const part = copy(state, token, words)
    return page === undefined ? part : link(state, part, page)
  })
}

function link(state: StateCore, text: Token, path: string): Token[] {
  const open = new state.Token('link_open', 'a', 1)
  open.attrSet('href', path)
  return [open, text, new state.Token('link_close', 'a', -1)]
}

function copy(state: StateCore, { level }: Token, content: string): Token {
  return Object.assign(new state.Token('text', '', 0), { content, level })
}
