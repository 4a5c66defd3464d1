import { createPainter, h } from '../dom.js'
import { duration } from '../format.js'
import { isOver, isStoppable } from '../run-state.js'
import { alertChips } from './alert-chips.js'
import { judge } from './judgement.js'

/** The strip at the top: one sentence that says how things stand, alerts, and the clock of a run. */
export function createVerdict(container, actions) {
  const words = h('div', { class: 'verdict-words' })
  // A clock that a screen reader would read out every second helps nobody.
  const clock = h('p', { class: 'verdict-clock', 'aria-live': 'off' })
  const side = h('div', { class: 'verdict-side' })
  const paintWords = createPainter(words)
  const paintSide = createPainter(side)
  let active
  setInterval(() => showClock(clock, active), 1000)

  return {
    update(state) {
      if (!words.isConnected) container.replaceChildren(words, h('div', {}, clock, side))
      active = state.runs.find(run => !isOver(run))
      const scenario = state.scenarios?.find(({ id }) => id === active?.scenario)
      const verdict = judge(state, active, scenario)
      container.dataset.tone = verdict.tone
      const alerts = alertRows(state.alerts, scenario)
      paintWords({ verdict, alerts }, () => draw(verdict, alerts))
      const stop = active && state.online && isStoppable(active) ? active.id : undefined
      paintSide({ stop }, () => stopButton(stop, actions))
      showClock(clock, active)
    },
  }
}

function draw({ title, detail }, alerts) {
  return [
    h('p', { class: 'verdict-title' }, title),
    detail ? h('p', { class: 'verdict-detail' }, detail) : undefined,
    alerts.length > 0 ? alertChips(alerts) : undefined,
  ]
}

/** Expected alerts first, whether they fire or not, then everything else that fires. */
function alertRows(alerts, scenario) {
  const firing = new Set(alerts)
  const expected = scenario?.expect.fires.map(({ alert }) => alert) ?? []
  const known = new Set(scenario?.expect.mayFire.map(({ alert }) => alert) ?? [])
  const others = [...firing]
    .filter(alert => !expected.includes(alert))
    .sort((a, b) => a.localeCompare(b))
  return [
    ...expected.map(alert => ({ alert, kind: firing.has(alert) ? 'fires' : 'awaited' })),
    ...others.map(alert => ({ alert, kind: known.has(alert) || !scenario ? 'fires' : 'surprise' })),
  ]
}

function stopButton(id, actions) {
  if (!id) return undefined
  const onclick = () => actions.stop(id)
  return h('button', { id: 'stop', type: 'button', class: 'danger', onclick }, 'Stop and put back')
}

function showClock(clock, run) {
  clock.textContent = run ? clockText(run) : ''
}

function clockText({ injectedAt, endsAt }) {
  const parts = []
  if (injectedAt)
    parts.push(`fault in for ${duration((Date.now() - Date.parse(injectedAt)) / 1000)}`)
  const left = (Date.parse(endsAt) - Date.now()) / 1000
  if (left > 0) parts.push(`ends by itself in ${duration(left)}`)
  return parts.join(' · ')
}
