import { h } from '../dom.js'

const words = {
  fires: 'fires',
  awaited: 'expected, not firing',
  surprise: 'fires, not expected here',
}

/** Alerts as a list of small labels; what each is stands in words too, not in colour alone. */
export function alertChips(rows) {
  const items = rows.map(({ alert, kind }) =>
    h(
      'li',
      { class: `alert ${kind}` },
      h('a', { href: `/runbooks/${alert}`, title: 'Runbook' }, alert),
      h('span', {}, words[kind]),
    ),
  )
  return h('ul', { class: 'alerts', 'aria-label': 'Alerts' }, items)
}
