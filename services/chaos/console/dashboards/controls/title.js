import { byId, h } from '../../dom.js'

/** What the page is, and where Grafana shows the same. @param problem an element for words */
export function showTitle({ title, description, uid }, problem) {
  const { grafana } = document.body.dataset
  const parts = [
    h('h1', {}, title),
    description ? h('p', { class: 'muted' }, description) : undefined,
    grafana ? grafanaLink(`${grafana}/d/${uid}`) : undefined,
    problem,
  ]
  byId('dash-title').replaceChildren(...parts.filter(Boolean))
}

/** With the time and the variables of the moment of the press: both use the same parameters. */
function grafanaLink(address) {
  const onclick = ({ currentTarget }) => {
    currentTarget.href = address + location.search
  }
  const look = { href: address, target: '_blank', rel: 'noopener' }
  return h('a', { ...look, onclick }, 'Open in Grafana ↗')
}
