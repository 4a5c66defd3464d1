import { h } from '../dom.js'
import { carryState, fillLink } from './model/links.js'

/**
 * A button that shows what a panel says of itself, with its links; the browser closes it by
 * Escape or a press elsewhere.
 */
export function infoButton(panel, linksOf) {
  const { id, title = '', description = '', links = [] } = panel
  if (description === '' && links.length === 0) return undefined
  const popover = h('div', { class: 'info', id: `panel-${id}-info`, popover: 'auto' })
  const button = h('button', { type: 'button', class: 'info-button' }, 'i')
  button.setAttribute('aria-label', `About ${title}`)
  button.setAttribute('aria-expanded', 'false')
  button.popoverTargetElement = popover
  popover.addEventListener('beforetoggle', ({ newState }) => {
    button.setAttribute('aria-expanded', String(newState === 'open'))
    if (newState !== 'open') return
    popover.replaceChildren(h('p', {}, description), ...linkList(links, linksOf()))
  })
  popover.addEventListener(
    'toggle',
    ({ newState }) => newState === 'open' && place(popover, button),
  )
  return h('span', { class: 'info-place' }, button, popover)
}

function linkList(links, state) {
  if (links.length === 0) return []
  const items = links.map(({ title, url, targetBlank, keepTime, includeVars }) => {
    const href = carryState(fillLink(url, state), { ...state, keepTime, includeVars })
    const target = targetBlank ? { target: '_blank', rel: 'noopener' } : {}
    return h('li', {}, h('a', { href, ...target }, title))
  })
  return [h('ul', {}, items)]
}

/** Below its button, inside the window. */
function place(popover, button) {
  const { left, bottom, top } = button.getBoundingClientRect()
  const x = Math.max(8, Math.min(left - 16, innerWidth - popover.offsetWidth - 8))
  const below = bottom + 6
  const isRoom = below + popover.offsetHeight < innerHeight
  const y = isRoom ? below : Math.max(8, top - popover.offsetHeight - 6)
  popover.style.left = `${x}px`
  popover.style.top = `${y}px`
}
