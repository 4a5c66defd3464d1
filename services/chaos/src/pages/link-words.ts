import type { StateCore, Token } from 'markdown-it'

/** Addresses of pages by what leads to them. */
export interface PageNames {
  /** Wherever the word stands: names that are no common words. */
  readonly words: ReadonlyMap<string, string>
  /** Where an emphasised text is nothing but this. */
  readonly titles: ReadonlyMap<string, string>
}

/** A rule of markdown-it: names of pages become links, outside code and outside links. */
export function linkWords(state: StateCore): void {
  const { names } = state.env as { names: PageNames }
  for (const block of state.tokens) {
    let isInLink = false
    block.children = (block.children ?? []).flatMap((token, index, all) => {
      if (token.type.startsWith('link_')) isInLink = token.type === 'link_open'
      if (token.type !== 'text' || isInLink) return token
      const title = isEmphasised(all, index) ? names.titles.get(token.content) : undefined
      return title === undefined ? split(state, token, names.words) : link(state, token, title)
    })
  }
}

function isEmphasised(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.type === 'strong_open' && tokens[index + 1]?.type === 'strong_close'
}

function split(state: StateCore, token: Token, words: PageNames['words']): Token[] {
  return token.content.split(/\b([A-Z][A-Za-z]+)\b/).flatMap((text, index) => {
    const page = index % 2 === 1 ? words.get(text) : undefined
    const part = copy(state, token, text)
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
