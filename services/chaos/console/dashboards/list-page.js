import { get } from '../api.js'
import { byId, h } from '../dom.js'

const container = byId('dashboards')
try {
  const dashboards = await get('/api/dashboards')
  container.replaceChildren(h('ul', { class: 'cards' }, dashboards.map(card)))
} catch (error) {
  container.replaceChildren(h('p', { class: 'notice bad' }, `No dashboards: ${error.message}`))
}

function card({ uid, title, description, panels }) {
  const { grafana } = document.body.dataset
  return h(
    'li',
    {},
    h(
      'a',
      { class: 'card', href: `/d/${uid}` },
      h('strong', {}, title),
      h('span', { class: 'muted' }, description),
      h('span', { class: 'muted small' }, `${panels.length} panels`),
    ),
    grafana
      ? h(
          'a',
          { class: 'small', href: `${grafana}/d/${uid}`, target: '_blank', rel: 'noopener' },
          'in Grafana ↗',
        )
      : undefined,
  )
}
