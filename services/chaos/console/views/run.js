import { h, withCode } from '../dom.js'
import { brief, clock } from '../format.js'
import { acceptsFixes, isOver, meaning, tone } from '../run-state.js'
import { fixList } from './fixes.js'

/** The chosen run: its state, hints and fixes while it lasts, residue when it is over. */
export function runView({ online, run, scenario }, actions) {
  if (online === undefined) return h('p', { class: 'empty' }, 'Loading the runs…')
  if (!run) {
    return h('p', { class: 'empty' }, 'No run yet. Open a scenario, read what it does, start it.')
  }
  const live = !isOver(run)
  return [
    h(
      'div',
      { class: 'run-head' },
      h('span', { class: `chip ${tone(run.state)}` }, run.state),
      h('strong', {}, scenario?.title ?? run.scenario),
      h('span', { class: 'muted' }, `started ${clock(run.createdAt)}`),
      h('a', { href: graphsOf(run) }, 'graphs'),
    ),
    h('p', { class: 'muted' }, run.message ?? meaning[run.state] ?? ''),
    paramsLine(run.params),
    live && scenario ? hints(run, scenario) : undefined,
    live && scenario
      ? fixList(run, scenario, { enabled: online && acceptsFixes(run), actions })
      : undefined,
    isOver(run) ? residueView(run) : undefined,
  ]
}

const beforeMs = 2 * 60_000
const afterMs = 60_000

/** The dashboard of the run's scenario over its time, with a little before and after. */
function graphsOf({ scenario, createdAt, endedAt }) {
  const address = new URLSearchParams({
    from: String(Date.parse(createdAt) - beforeMs),
    to: endedAt ? String(Date.parse(endedAt) + afterMs) : 'now',
    'var-scenario': scenario,
  })
  return `/d/firedrill-scenario?${address}`
}

function paramsLine(params = {}) {
  const entries = Object.entries(params)
  if (entries.length === 0) return undefined
  const text = entries.map(([name, value]) => `${name} = ${brief(value)}`).join(', ')
  return h('p', { class: 'muted small' }, text)
}

function hints(run, { hints: texts = [] }) {
  if (texts.length === 0) return undefined
  const items = texts.map((text, index) =>
    h(
      'details',
      { class: 'hint', id: `hint-${run.id}-${index}` },
      h('summary', {}, `Hint ${index + 1} of ${texts.length}`),
      h('p', {}, ...withCode(text)),
    ),
  )
  return h('div', {}, h('h3', {}, 'Hints'), items)
}

function residueView({ residue = [] }) {
  if (residue.length === 0) {
    return h('p', { class: 'notice good' }, 'Nothing was left behind.')
  }
  const rows = residue.map(({ path, before, after }) =>
    h('tr', {}, h('th', { scope: 'row' }, path), cell(before), cell(after)),
  )
  const head = h(
    'tr',
    {},
    ...['What', 'Before', 'Now'].map(text => h('th', { scope: 'col' }, text)),
  )
  return h(
    'div',
    { class: 'notice bad' },
    h('p', {}, 'Left behind:'),
    h('div', { class: 'scroll' }, h('table', {}, h('thead', {}, head), h('tbody', {}, rows))),
  )
}

function cell(value) {
  return h('td', {}, value === undefined ? '–' : brief(value))
}
