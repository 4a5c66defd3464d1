import { get } from '../api.js'
import { byId, h } from '../dom.js'
import { explain } from '../explain.js'
import { onThemeChange } from './chart/theme.js'
import { createControls } from './controls/controls.js'
import { loadRegions } from './data/annotations.js'
import { resolveVariables } from './data/variables.js'
import { createGrid } from './grid.js'
import { readAddress, writeAddress } from './model/address.js'
import { parseInterval } from './model/interval.js'
import { unsupportedIn } from './model/supported.js'
import { resolveRange } from './model/time-range.js'
import { createRefresher } from './refresher.js'

const uid = location.pathname.split('/')[2]
const retryMs = 3000
const scrapeSeconds = Number(document.body.dataset.scrapeSeconds)

show(await load())

/** The dashboard; asks again while the service does not answer. */
async function load() {
  for (;;) {
    try {
      const dashboard = await get(`/api/dashboards/${encodeURIComponent(uid)}`)
      byId('dash-problem').replaceChildren()
      return dashboard
    } catch (error) {
      const words = `This dashboard cannot be shown: ${explain(error)}`
      byId('dash-problem').replaceChildren(h('p', { class: 'notice bad' }, words))
      if (error.status < 500) throw error
      await new Promise(resolve => setTimeout(resolve, retryMs))
    }
  }
}

/** Brings a dashboard to life: the address says what is shown, the controls change the address. */
function show(dashboard) {
  document.title = `${dashboard.title} · Firedrill`
  const state = readAddress(location.search, dashboard)
  const controls = createControls({ dashboard, state, change, refresh: () => refresher.now() })
  const grid = createGrid(byId('grid'), dashboard, {
    timezone: dashboard.timezone,
    cursorKey: dashboard.graphTooltip === 0 ? undefined : 'page',
    onZoom: ({ from, to }) =>
      change({ from: String(Math.round(from * 1000)), to: String(Math.round(to * 1000)) }),
    linksOf: () => ({ variables: controls.variables(), time: state }),
  })
  const refresher = createRefresher(round, () => parseInterval(state.refresh))

  /** One look at everything that can be seen. */
  async function round(signal) {
    const range = resolveRange(state)
    if (range === undefined) {
      controls.problem(`The time range ${state.from} to ${state.to} is not understood.`)
      return
    }
    const { chosen } = state
    const settled = await resolveVariables(dashboard.templating?.list ?? [], {
      chosen,
      range,
      signal,
    })
    controls.showVariables(settled)
    const context = { variables: settled.variables, range, scrapeSeconds }
    const annotations = controls.annotations()
    const regions = loadRegions(annotations, context, signal)
    await grid.refresh({ ...context, regions }, signal)
    controls.refreshed()
  }

  /** @param changes of the state, by name; variables under `chosen` */
  function change(changes) {
    Object.assign(state, changes)
    history.pushState(null, '', writeAddress(state))
    controls.update()
    refresher.now()
  }

  addEventListener('popstate', () => {
    Object.assign(state, readAddress(location.search, dashboard))
    controls.update()
    refresher.now()
  })
  onThemeChange(() => {
    grid.reset()
    refresher.now()
  })
  showUnsupported(unsupportedIn({ ...dashboard, panels: [] }))
  refresher.now()
}

function showUnsupported(lines) {
  if (lines.length === 0) return
  byId('dash-problem').replaceChildren(
    h('p', { class: 'notice bad' }, `Not understood in this dashboard: ${lines.join(', ')}`),
  )
}
