import { h } from '../dom.js'
import { clock, offset } from '../format.js'

const kinds = {
  state: 'state',
  fault: 'fault',
  alert: 'alert',
  fix: 'fix',
  recovery: 'recovery',
  note: 'note',
}

/** What happened, in order, with the time since the fault. */
export function timelineView(events, run) {
  if (!run) return []
  const start = run.injectedAt ?? run.createdAt
  const items = events.map(event =>
    h(
      'li',
      { class: `event ${kinds[event.kind] ?? 'note'}` },
      h('time', { dateTime: event.at, title: event.at }, clock(event.at)),
      h('span', { class: 'event-offset' }, offset(event.at, start)),
      h('span', { class: 'event-kind' }, event.state ?? event.kind),
      h('span', { class: 'event-text' }, event.text),
    ),
  )
  const empty = h('p', { class: 'empty' }, 'Nothing has happened yet.')
  const label = { class: 'timeline', 'aria-label': 'Timeline', role: 'log' }
  return [h('h3', {}, 'Timeline'), items.length > 0 ? h('ol', label, items) : empty]
}
