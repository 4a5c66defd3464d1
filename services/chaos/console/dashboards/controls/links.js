import { get } from '../../api.js'
import { h } from '../../dom.js'
import { carryState, fillLink } from '../model/links.js'

let known

/** The links of a dashboard: to others with certain tags, and single ones. */
export function dashboardLinks({ links = [], uid }, state) {
  const nav = h('nav', { class: 'dash-links', 'aria-label': 'Links of this dashboard' })
  void fill(nav, { links, uid, state })
  return nav
}

async function fill(nav, { links, uid, state }) {
  for (const link of links) {
    if (link.type === 'dashboards') {
      known ??= get('/api/dashboards')
      const others = await known.catch(() => [])
      const wanted = link.tags ?? []
      const matching = others.filter(
        one => one.uid !== uid && wanted.every(tag => one.tags.includes(tag)),
      )
      nav.append(...matching.map(one => anchor(one.title, `/d/${one.uid}`, { link, state })))
    } else {
      nav.append(anchor(link.title, fillLink(link.url ?? '', state), { link, state }))
    }
  }
}

function anchor(text, url, { link, state }) {
  const { keepTime, includeVars, targetBlank, tooltip } = link
  const href = carryState(url, { ...state, keepTime, includeVars })
  const target = targetBlank ? { target: '_blank', rel: 'noopener' } : {}
  return h('a', { href, ...target, ...(tooltip && { title: tooltip }) }, text)
}
