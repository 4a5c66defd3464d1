import { byId, createPainter, h } from '../dom.js'
import { duration } from '../format.js'
import { localPath } from '../links.js'
import { addCopyButtons } from './copy.js'
import { markAlerts, watchAlerts } from './firing.js'

const place = byId('alert-now')
const paint = createPainter(place)

addCopyButtons(document)
watchAlerts(alerts => {
  markAlerts(alerts)
  const own = (alerts ?? []).filter(({ name }) => name === place.dataset.alert)
  place.dataset.tone = own.some(isTrouble) ? 'fire' : 'good'
  paint({ known: alerts !== undefined, own }, () => view(alerts !== undefined, own))
})

function view(isKnown, own) {
  if (!isKnown) return h('p', { class: 'muted' }, 'Prometheus does not answer.')
  if (own.length === 0) return h('p', { class: 'muted' }, 'This alert does not fire now.')
  const dashboard = localPath(own[0].dashboardUrl)
  return [
    h('ul', {}, own.map(instance)),
    dashboard ? h('a', { href: dashboard }, 'Open its dashboard') : undefined,
  ]
}

/** The watchdog, of no severity, is right to fire. */
function isTrouble({ state, labels }) {
  return state === 'firing' && labels.severity !== 'none'
}

function instance(alert) {
  const { state, summary, description, activeAt } = alert
  const tone = isTrouble(alert) ? 'fire' : 'busy'
  const since = duration((Date.now() - Date.parse(activeAt)) / 1000)
  return h(
    'li',
    {},
    h('span', { class: `chip ${tone}` }, state),
    h('strong', {}, summary),
    h('span', { class: 'muted' }, `${description} For ${since}.`),
  )
}
