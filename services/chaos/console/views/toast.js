import { byId, h } from '../dom.js'

const shownMs = { good: 4000, bad: 12_000 }

/** A short message in the corner; a failure stays longer and can be closed. */
export function toast(text, tone) {
  const close = h('button', { type: 'button', class: 'toast-close', 'aria-label': 'Close' }, '×')
  const element = h('div', { class: `toast ${tone}` }, h('span', {}, text), close)
  const remove = () => element.remove()
  close.addEventListener('click', remove)
  byId('toasts').append(element)
  setTimeout(remove, shownMs[tone])
}
