import { byId, createPainter, h } from '../../dom.js'
import { createAnnotationSwitches } from './annotations.js'
import { closeOnLeave } from './dropdowns.js'
import { dashboardLinks } from './links.js'
import { rangeChoice, refreshChoice } from './time.js'
import { showTitle } from './title.js'
import { variableControl } from './variables.js'

/**
 * Title, links, time and variables of a dashboard.
 * @param state of the page: {from, to, refresh, chosen}
 * @param change (changes) of that state
 */
export function createControls({ dashboard, state, change, refresh }) {
  const switches = createAnnotationSwitches(dashboard.annotations?.list, refresh)
  const problem = h('p', { class: 'field-error' })
  const paintVariables = createPainter(byId('dash-variables'))
  const paintTime = createPainter(byId('dash-controls'))
  let settled = { variables: new Map(), choices: [] }
  showTitle(dashboard, problem)
  closeOnLeave()
  update()

  function update() {
    const { from, to, refresh: pause } = state
    paintTime({ from, to, pause }, () => [
      rangeChoice({ from, to }, change),
      refreshChoice(pause, change),
      h('button', { type: 'button', id: 'refresh-now', onclick: refresh }, 'Refresh'),
    ])
    paint()
  }

  function paint() {
    const { choices, variables } = settled
    const shown = choices.filter(({ variable }) => variable.hide !== 2)
    const values = shown.map(({ variable }) => variables.get(variable.name))
    paintVariables([shown, values, switches.hidden(), state.from, state.to], () => [
      ...shown.map((choice, index) => variableControl(choice, values[index], choose)),
      ...switches.draw(),
      dashboardLinks(dashboard, { variables, time: state }),
    ])
  }

  function choose(name, values) {
    change({ chosen: new Map(state.chosen).set(name, values) })
  }

  return {
    update,
    annotations: switches.shown,
    variables: () => settled.variables,
    showVariables(now) {
      settled = now
      const failed = now.choices.find(choice => choice.problem)
      problem.textContent = failed ? `${failed.variable.name}: ${failed.problem}` : ''
      paint()
    },
    problem(text) {
      problem.textContent = text
    },
  }
}
