import { h } from '../dom.js'

const shownMs = 1500

/** Gives every command of a page a button that copies it. */
export function addCopyButtons(root) {
  if (!navigator.clipboard) return
  for (const code of root.querySelectorAll('pre > code.language-sh')) {
    const onclick = async () => {
      await navigator.clipboard.writeText(code.textContent.trim())
      button.textContent = 'Copied'
      setTimeout(() => {
        button.textContent = 'Copy'
      }, shownMs)
    }
    const button = h('button', { type: 'button', class: 'copy', onclick }, 'Copy')
    const block = h('div', { class: 'command' })
    code.parentElement.replaceWith(block)
    block.append(code.parentElement, button)
  }
}
