import { h } from '../dom.js'

/**
 * One input made from a JSON Schema: a list for fixed choices, a box for booleans, a number, text,
 * and JSON for everything else. The server decides what is valid.
 */
export function createField(scenario, name, schema, required) {
  const id = `field-${scenario}-${name}`
  const choices = choicesOf(schema)
  const input = createInput(id, schema, choices)
  const error = h('p', { class: 'field-error', id: `${id}-error` })
  const help = h('p', { class: 'muted small', id: `${id}-help` }, helpText(schema))
  input.setAttribute('aria-describedby', `${id}-help ${id}-error`)
  if (required) input.required = true
  const label = h('label', { htmlFor: id }, schema.title ?? name)
  return {
    name,
    element: h('div', { class: 'field' }, label, input, help, error),
    read: () => readInput(input, schema, choices),
    focus: () => input.focus(),
    failed: () => error.textContent !== '',
    fail(message) {
      error.textContent = message
      input.setAttribute('aria-invalid', String(message !== ''))
    },
  }
}

function choicesOf(schema) {
  if (Array.isArray(schema.enum)) return schema.enum
  const options = schema.anyOf ?? schema.oneOf
  return options?.every(option => 'const' in option)
    ? options.map(option => option.const)
    : undefined
}

function createInput(id, schema, choices) {
  if (choices) {
    const options = choices.map(value =>
      h(
        'option',
        { value: JSON.stringify(value), selected: value === schema.default },
        String(value),
      ),
    )
    return h('select', { id }, options)
  }
  if (schema.type === 'boolean') {
    return h('input', { id, type: 'checkbox', checked: schema.default === true })
  }
  if (isNumber(schema)) {
    const { minimum: min, maximum: max } = schema
    const step = schema.type === 'integer' ? '1' : 'any'
    const value = schema.default === undefined ? '' : String(schema.default)
    return h('input', { id, type: 'number', min, max, step, value, inputMode: 'decimal' })
  }
  return h('input', { id, type: 'text', value: asText(schema.default), autocomplete: 'off' })
}

function readInput(input, schema, choices) {
  if (choices) return JSON.parse(input.value)
  if (schema.type === 'boolean') return input.checked
  if (input.value === '') return undefined
  if (isNumber(schema)) return Number(input.value)
  if (schema.type === 'string') return input.value
  try {
    return JSON.parse(input.value)
  } catch {
    return input.value
  }
}

function isNumber({ type }) {
  return type === 'integer' || type === 'number'
}

function asText(value) {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function helpText({ description = '', minimum, maximum }) {
  const bounds = [
    minimum === undefined ? '' : `at least ${minimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
  ]
  const range = bounds.filter(Boolean).join(', ')
  return [description, range].filter(Boolean).join(' · ')
}
