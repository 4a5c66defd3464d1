import { h } from '../dom.js'
import { createField } from './params-field.js'

/** The form that starts a scenario: a field for each parameter, a time limit, and two buttons. */
export function createParamsForm(scenario, actions) {
  const { properties = {}, required = [] } = scenario.params ?? {}
  const fields = Object.entries(properties).map(([name, schema]) =>
    createField(scenario.id, name, schema, required.includes(name)),
  )
  const limit = createField(scenario.id, 'ttlSeconds', timeLimit(scenario), false)
  const problem = h('p', { class: 'field-error', role: 'alert' })
  const plan = h('pre', { class: 'plan', hidden: true, tabIndex: 0, 'aria-label': 'Plan' })
  const obstacle = h('p', { class: 'muted small' })
  const start = h('button', { type: 'submit', class: 'primary' }, 'Start')
  const preview = h('button', { type: 'button' }, 'Show the plan')
  const parts = { fields: [...fields, limit], problem, start, preview }
  const send = (what, then) =>
    submit(parts, async () => {
      plan.hidden = true
      then(await what(scenario.id, readAll(fields), limit.read()))
    })
  preview.addEventListener('click', () => send(actions.plan, answer => showPlan(plan, answer)))
  const onsubmit = event => {
    event.preventDefault()
    return send(actions.start, () => undefined)
  }
  const inputs = h('div', { class: 'fields' }, ...parts.fields.map(field => field.element))
  const buttons = h('div', { class: 'row' }, start, preview)
  return {
    element: h('form', { onsubmit, noValidate: true }, inputs, problem, buttons, obstacle, plan),
    update(reason) {
      obstacle.textContent = reason
      if (!start.hasAttribute('aria-busy')) start.disabled = reason !== ''
    },
  }
}

function timeLimit({ ttlSeconds }) {
  return {
    type: 'integer',
    minimum: 1,
    default: ttlSeconds,
    title: 'Time limit (seconds)',
    description: 'After this time the run ends and everything is put back',
  }
}

function readAll(fields) {
  const values = fields.map(field => [field.name, field.read()])
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

async function submit({ fields, problem, start, preview }, work) {
  for (const field of fields) field.fail('')
  problem.textContent = ''
  start.setAttribute('aria-busy', 'true')
  start.disabled = preview.disabled = true
  try {
    await work()
  } catch (error) {
    showProblem(error, fields, problem)
  } finally {
    start.removeAttribute('aria-busy')
    start.disabled = preview.disabled = false
  }
}

/** Each wrong field gets its message; what belongs to no field stands below the form. */
function showProblem(error, fields, problem) {
  const rest = []
  for (const wrong of error.fields ?? []) {
    const name = wrong.field.replace(/^params\./, '').split('.')[0]
    const field = fields.find(one => one.name === name)
    if (field) field.fail(wrong.message)
    else rest.push(`${wrong.field}: ${wrong.message}`)
  }
  problem.textContent = [error.message, ...rest].join(' · ')
  fields.find(field => field.failed())?.focus()
}

function showPlan(plan, answer) {
  plan.textContent = JSON.stringify(answer, null, 2)
  plan.hidden = false
}
