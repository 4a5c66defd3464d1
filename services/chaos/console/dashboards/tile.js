import { h } from '../dom.js'
import { explain } from '../explain.js'
import { infoButton } from './info.js'
import { interpolate } from './model/interpolate.js'
import { unsupportedInPanel } from './model/supported.js'
import { panelTypes } from './panels/index.js'

/**
 * The frame of a panel: title, what it says of itself, and what its type draws. Its attribute
 * data-state is loading, data, no-value (nothing, and the panel says what that means), empty or
 * error.
 */
export function createTile(panel, page) {
  const title = h('h2', { id: `panel-${panel.id}-title` }, panel.title ?? '')
  const head = h('header', { class: 'tile-head' }, title, infoButton(panel, page.linksOf))
  const body = h('div', { class: 'tile-body' })
  const note = h('p', { class: 'tile-note', hidden: true })
  const element = h('section', { class: 'tile', 'aria-labelledby': title.id }, head, note, body)
  element.dataset.panel = panel.id
  const show = (state, problem = '') => {
    element.dataset.state = state
    note.textContent = problem
    note.hidden = problem === ''
  }
  show('loading')

  const problems = unsupportedInPanel(panel)
  if (problems.length > 0) {
    show('error', `This page cannot show: ${problems.join(', ')}`)
    return { element, isSeen: false, refresh: async () => undefined, reset() {} }
  }
  const drawing = panelTypes[panel.type](panel, body, page)
  let wasReset = false

  let asked

  async function refresh(context, signal) {
    // It came into view while the same round was asking for it.
    if (asked === signal) return
    asked = signal
    try {
      const [loaded, regions] = await Promise.all([drawing.load(context, signal), context.regions])
      if (signal.aborted) return
      if (wasReset) drawing.reset?.()
      wasReset = false
      const text = interpolate(panel.title ?? '', context.variables)
      if (title.textContent !== text) title.textContent = text
      show(drawing.draw(loaded, { ...context, regions }))
    } catch (error) {
      if (!signal.aborted) show('error', explain(error))
    }
  }

  return {
    element,
    isSeen: false,
    refresh,
    reset: () => {
      wasReset = true
    },
  }
}
