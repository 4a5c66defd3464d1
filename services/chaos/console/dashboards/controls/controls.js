import { byId, createPainter, h } from '../../dom.js'
import { dashboardLinks } from './links.js'
import { rangeChoice, refreshChoice } from './time.js'
import { variableControl } from './variables.js'

/**
 * Title, links, time and variables of a dashboard.
 * @param change (changes) of the page's state
 */
export function createControls({ dashboard, state, change, refresh }) {
  const { list = [] } = dashboard.annotations ?? {}
  const annotations = list.filter(one => one.expr && one.enable)
  const hidden = new Set()
  let settled = { variables: new Map(), choices: [] }
  const paintVariables = createPainter(byId('dash-variables'))
  const paintTime = createPainter(byId('dash-controls'))
  const problem = h('span', { class: 'field-error' })
  byId('dash-title').replaceChildren(...titleOf(dashboard), problem)
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
    const data = [shown, values, [...hidden], state.from, state.to]
    paintVariables(data, () => [
      ...shown.map((choice, index) =>
        variableControl(choice, values[index], chosen => choose(choice.variable.name, chosen)),
      ),
      ...annotations.map(annotationSwitch),
      dashboardLinks(dashboard, { variables, time: state }),
    ])
  }

  function choose(name, values) {
    change({ chosen: new Map(state.chosen).set(name, values) })
  }

  function annotationSwitch({ name, iconColor }) {
    const box = h('input', {
      type: 'checkbox',
      id: `annotation-${name}`,
      checked: !hidden.has(name),
      onchange: () => {
        if (!hidden.delete(name)) hidden.add(name)
        refresh()
      },
    })
    const swatch = h('i', { class: 'swatch', style: `--swatch: var(--c-${iconColor})` })
    return h('label', { class: 'switch', htmlFor: box.id }, box, swatch, name)
  }

  return {
    update,
    annotations: () => annotations.filter(({ name }) => !hidden.has(name)),
    variables: () => settled.variables,
    showVariables(now) {
      settled = now
      const failed = now.choices.find(choice => choice.problem)
      problem.textContent = failed ? `${failed.variable.name}: ${failed.problem}` : ''
      paint()
    },
    problem: text => {
      problem.textContent = text
    },
    refreshed: () => {
      byId('grid').dataset.refreshed = String(Date.now())
    },
  }
}

function titleOf({ title, description, uid }) {
  const { grafana } = document.body.dataset
  const there = `${grafana}/d/${uid}`
  return [
    h('h1', {}, title),
    description ? h('p', { class: 'muted' }, description) : undefined,
    grafana
      ? h(
          'a',
          {
            href: there,
            target: '_blank',
            rel: 'noopener',
            // The address is that of the moment of the press.
            onclick: ({ currentTarget }) => {
              currentTarget.href = there + location.search
            },
          },
          'Open in Grafana ↗',
        )
      : undefined,
  ].filter(Boolean)
}
