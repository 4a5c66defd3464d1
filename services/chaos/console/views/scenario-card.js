import { h } from '../dom.js'
import { duration } from '../format.js'
import { createParamsForm } from './params-form.js'

const resolves = { fix: 'resolves after a right fix', revert: 'resolves when all is put back' }

/** One scenario: closed it shows name and page, open it shows everything and the start form. */
export function scenarioCard(scenario, actions) {
  const badge = h('span', { class: 'chip' }, scenario.kind)
  const summary = h(
    'summary',
    {},
    h('span', { class: 'scenario-name' }, scenario.title, badge),
    h('span', { class: 'scenario-pager' }, scenario.pager || 'Nobody is paged.'),
  )
  const form = createParamsForm(scenario, actions)
  const element = h(
    'details',
    { class: 'scenario', id: `scenario-${scenario.id}`, name: 'scenario' },
    summary,
    h('div', { class: 'scenario-body' }, ...about(scenario), form.element),
  )
  return {
    element,
    update({ obstacle, running }) {
      const here = running === scenario.id
      element.classList.toggle('running', here)
      badge.textContent = here ? 'running' : scenario.kind
      badge.className = here ? 'chip fire' : 'chip'
      form.update(obstacle)
    },
  }
}

function about({ id, lesson, expect }) {
  return [
    h('p', { class: 'lesson' }, lesson),
    h('h3', {}, 'Alerts'),
    expect.fires.length + expect.mayFire.length > 0
      ? alertTable(expect)
      : h('p', { class: 'muted' }, 'None: everything must stay silent.'),
    h('p', { class: 'muted small' }, 'Id for the API and the command line: ', h('code', {}, id)),
  ]
}

function alertTable({ fires, mayFire }) {
  const must = fires.map(({ alert, withinSeconds, resolvesAfter }) =>
    row(alert, `fires within ${duration(withinSeconds)}, ${resolves[resolvesAfter]}`),
  )
  const may = mayFire.map(({ alert, reason }) => row(alert, `may fire: ${reason}`, 'muted'))
  return h('ul', { class: 'expectations' }, must, may)
}

function row(alert, text, tone = '') {
  const link = h('a', { href: `/runbooks/${alert}` }, h('code', {}, alert))
  return h('li', { class: tone }, link, h('span', {}, text))
}
