import { get } from '../../api.js'
import { h } from '../../dom.js'
import { duration } from '../../format.js'
import { localPath } from '../../links.js'
import { groupAlerts, pickAlerts } from '../model/alerts.js'
import { interpolate } from '../model/interpolate.js'

/** Alerts of Prometheus that fire or are about to, each with its runbook. */
export function createAlertList(panel, body) {
  return {
    load: (_, signal) => get('/alerts/active', signal),
    draw(alerts, { variables }) {
      const { options = {} } = panel
      const filter = interpolate(options.alertInstanceLabelFilter ?? '', variables)
      const picked = pickAlerts(alerts, { ...options, alertInstanceLabelFilter: filter })
      const groups = groupAlerts(picked).slice(0, options.maxItems ?? 20)
      if (groups.length === 0) {
        body.replaceChildren(
          h('p', { class: 'tile-empty good' }, 'No alert fires, none is pending.'),
        )
      } else {
        body.replaceChildren(h('ul', { class: 'alert-list', tabIndex: 0 }, groups.map(alertItem)))
      }
      return 'data'
    },
  }
}

function alertItem({ name, state, labels, summary, activeAt, instances, ...links }) {
  const runbook = localPath(links.runbookUrl)
  const dashboard = localPath(links.dashboardUrl)
  const seconds = (Date.now() - Date.parse(activeAt)) / 1000
  const others = instances.length - 1
  return h(
    'li',
    { class: `alert-item ${state}` },
    h(
      'div',
      { class: 'alert-head' },
      h('span', { class: `chip ${toneOf(state, labels)}` }, state),
      runbook ? h('a', { href: runbook }, name) : h('strong', {}, name),
      h('span', { class: 'muted small' }, `${labels.severity ?? ''} · ${labels.class ?? ''}`),
    ),
    h('p', {}, summary, others > 0 ? h('span', { class: 'muted' }, ` and ${others} more`) : ''),
    h(
      'p',
      { class: 'muted small' },
      `for ${duration(seconds)}`,
      dashboard ? [' · ', h('a', { href: dashboard }, 'dashboard')] : undefined,
    ),
  )
}

function toneOf(state, { severity }) {
  if (state === 'pending') return 'busy'
  return severity === 'critical' ? 'bad' : 'fire'
}
