import { get } from './api.js'
import { isOver } from './run-state.js'
import { followTimeline } from './timeline-stream.js'

const pollMs = 2000

/**
 * Keeps what the page shows: asks every two seconds while the page is visible and follows the
 * timeline of the shown run as it happens. Calls `onChange(state)` after every change.
 * `alerts` are names of firing alerts, undefined while nobody knows.
 */
export function createStore(onChange) {
  const state = { online: undefined, scenarios: undefined, alerts: undefined, events: [], runs: [] }
  let stopFollowing
  let selectedByUser
  let soon

  async function refresh() {
    try {
      state.scenarios ??= await get('/scenarios')
      const status = await get('/status')
      state.runs = await readRuns(state, status)
      state.alerts = await get('/alerts').then(({ firing }) => firing, unknown)
      Object.assign(state, { status, online: true })
      follow()
    } catch {
      state.online = false
    }
    onChange(state)
  }

  function follow() {
    const active = state.runs.find(run => !isOver(run))
    const wanted = selectedByUser ?? active?.id ?? state.runs[0]?.id
    state.run = state.runs.find(run => run.id === wanted)
    if (wanted === state.followed) return
    stopFollowing?.()
    Object.assign(state, { followed: wanted, events: state.run?.timeline ?? [] })
    if (!wanted) return
    stopFollowing = followTimeline(wanted, events => {
      state.events = events
      onChange(state)
      clearTimeout(soon)
      soon = setTimeout(refresh, 150)
    })
  }

  async function loop() {
    if (!document.hidden) await refresh()
    setTimeout(loop, pollMs)
  }
  document.addEventListener('visibilitychange', () => !document.hidden && refresh())
  void loop()

  return {
    refresh,
    /** Shows this run until another is chosen; undefined follows the newest again. */
    select(id) {
      selectedByUser = id
      follow()
      onChange(state)
    },
  }
}

/** The whole list only when a run has begun or ended: every run brings its timeline along. */
async function readRuns({ online, runs, status: before }, status) {
  const known = runs.find(run => run.id === status.activeRun)
  const same = online && before?.activeRun === status.activeRun
  if (!same || (status.activeRun && !known)) return get('/runs')
  if (!known) return runs
  const current = await get(`/runs/${known.id}`)
  return runs.map(run => (run.id === known.id ? current : run))
}

function unknown() {
  return undefined
}
