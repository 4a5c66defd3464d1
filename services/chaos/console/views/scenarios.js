import { h } from '../dom.js'
import { isOver } from '../run-state.js'
import { scenarioCard } from './scenario-card.js'

/** The list of scenarios: built once, then only told what may be started, so that forms stay. */
export function createScenarioList(container, counter, actions) {
  let cards
  return {
    update(state) {
      if (!state.scenarios) {
        if (state.online === false) container.replaceChildren(unreachable())
        return
      }
      if (!cards) {
        cards = state.scenarios.map(scenario => scenarioCard(scenario, actions))
        counter.textContent = `${cards.length} to choose from`
        const empty = h('p', { class: 'empty' }, 'This chaos service knows no scenario.')
        container.replaceChildren(...(cards.length > 0 ? cards.map(card => card.element) : [empty]))
      }
      const active = state.runs.find(run => !isOver(run))
      const obstacle = whyNot(state, active)
      for (const card of cards) card.update({ obstacle, running: active?.scenario })
    },
  }
}

function unreachable() {
  return h('p', { class: 'empty' }, 'The scenarios appear when the chaos service answers.')
}

/** Why nothing can be started now, or an empty text. */
function whyNot({ online, status }, active) {
  if (!online) return 'The chaos service does not answer.'
  if (status.locked) return 'Locked: unlock first.'
  return active ? `“${active.scenario}” is running: one drill at a time.` : ''
}
