import { h } from '../dom.js'

/** The bar's right side: whether runs may start, and the big switch. */
export function lockView({ online, status }, actions) {
  if (!online) return [h('span', { class: 'chip bad' }, 'offline')]
  if (status.locked) {
    return [
      h('span', { class: 'chip bad' }, 'locked'),
      h('button', { id: 'unlock', type: 'button', onclick: actions.unlock }, 'Unlock…'),
    ]
  }
  return [
    h('span', { class: 'chip good' }, 'unlocked'),
    h('a', { href: '/documentation', class: 'bar-link' }, 'API'),
    h(
      'button',
      { id: 'halt', type: 'button', class: 'danger', onclick: actions.halt },
      'Halt all…',
    ),
  ]
}
