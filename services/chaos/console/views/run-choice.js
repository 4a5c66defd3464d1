import { h } from '../dom.js'

const shownRuns = 30

/** A list of the last runs to look back at. */
export function runChoiceView(runs, followed, onChoose) {
  if (runs.length < 2) return []
  const options = runs
    .slice(0, shownRuns)
    .map(({ id, scenario, state, createdAt }) =>
      h(
        'option',
        { value: id, selected: id === followed },
        `${new Date(createdAt).toLocaleTimeString(undefined, { hourCycle: 'h23' })} ${scenario} (${state})`,
      ),
    )
  return [
    h('label', { class: 'sr-only', htmlFor: 'run-select' }, 'Shown run'),
    h('select', { id: 'run-select', onchange: event => onChoose(event.target.value) }, options),
  ]
}
