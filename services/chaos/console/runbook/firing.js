import { get } from '../api.js'

const pollMs = 5000

/** Calls back with what fires or is pending, again and again while the page is visible. */
export function watchAlerts(onAlerts) {
  async function look() {
    if (!document.hidden) onAlerts(await get('/alerts/active').catch(() => undefined))
    setTimeout(look, pollMs)
  }
  void look()
}

/** Marks what is about an alert: list items with its name; the watchdog, which must fire, is none. */
export function markAlerts(alerts = []) {
  for (const element of document.querySelectorAll('li[data-alert]')) {
    const own = alerts.filter(
      ({ name, labels }) => name === element.dataset.alert && labels.severity !== 'none',
    )
    const state = own.some(one => one.state === 'firing') ? 'firing' : own[0]?.state
    if (state === undefined) delete element.dataset.state
    else element.dataset.state = state
    const words = element.querySelector('.alert-state')
    if (words)
      words.textContent =
        state === undefined ? '' : { firing: 'fires now', pending: 'pending' }[state]
  }
}
