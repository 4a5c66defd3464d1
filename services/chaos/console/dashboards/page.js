import { byId, h } from '../dom.js'
import { onThemeChange } from './chart/theme.js'
import { createControls } from './controls/controls.js'
import { loadRegions } from './data/annotations.js'
import { loadDashboard } from './data/dashboard.js'
import { resolveVariables } from './data/variables.js'
import { createGrid } from './grid.js'
import { readAddress, writeAddress } from './model/address.js'
import { parseInterval } from './model/interval.js'
import { unsupportedIn } from './model/supported.js'
import { isLive, resolveRange } from './model/time-range.js'
import { createRefresher } from './refresher.js'

const scrapeSeconds = Number(document.body.dataset.scrapeSeconds)

const dashboard = await loadDashboard(location.pathname.split('/')[2], showProblem)
if (dashboard !== undefined) show(dashboard)

/** Brings a dashboard to life: the address says what is shown, the controls change the address. */
function show(dashboard) {
  document.title = `${dashboard.title} · Firedrill`
  const state = readAddress(location.search, dashboard)
  const controls = createControls({ dashboard, state, change, refresh: redraw })
  const grid = createGrid(byId('grid'), dashboard, {
    timezone: dashboard.timezone,
    cursorKey: dashboard.graphTooltip === 0 ? undefined : 'page',
    onZoom: ({ from, to }) => change({ from: milliseconds(from), to: milliseconds(to) }),
    linksOf: () => ({ variables: controls.variables(), time: state }),
  })
  const refresher = createRefresher(
    signal => look({ dashboard, state, controls, grid }, signal),
    () => (isLive(state) ? parseInterval(state.refresh) : undefined),
  )

  function redraw() {
    controls.update()
    refresher.now()
  }

  /** @param changes of the state, by name; variables under `chosen` */
  function change(changes) {
    Object.assign(state, changes)
    history.pushState(null, '', writeAddress(state))
    redraw()
  }

  addEventListener('popstate', () => {
    Object.assign(state, readAddress(location.search, dashboard))
    redraw()
  })
  onThemeChange(() => {
    grid.reset()
    redraw()
  })
  const strange = unsupportedIn({ ...dashboard, panels: [] })
  if (strange.length > 0) showProblem(`Not understood in this dashboard: ${strange.join(', ')}`)
  redraw()
}

/** One look at everything that can be seen. */
async function look({ dashboard, state, controls, grid }, signal) {
  const range = resolveRange(state)
  if (range === undefined) {
    controls.problem(`The time range ${state.from} to ${state.to} is not understood.`)
    return
  }
  const list = dashboard.templating?.list ?? []
  const settled = await resolveVariables(list, { chosen: state.chosen, range, signal })
  controls.showVariables(settled)
  const context = { variables: settled.variables, range, scrapeSeconds }
  const regions = loadRegions(controls.annotations(), context, signal)
  await grid.refresh({ ...context, regions }, signal)
  byId('grid').dataset.refreshed = String(Date.now())
}

function showProblem(words) {
  const notice = words === '' ? [] : [h('p', { class: 'notice bad' }, words)]
  byId('dash-problem').replaceChildren(...notice)
}

function milliseconds(seconds) {
  return String(Math.round(seconds * 1000))
}
