import { byId, h } from '../../dom.js'
import { allValue } from '../model/variables.js'

/**
 * The control of a variable: a list, one with boxes to tick where several may be chosen, a field
 * for free text; a data source, of which there is one, is only named.
 * @param onChoice (name, values) as they stand in the address
 */
export function variableControl({ variable, options }, value, onChoice) {
  const choose = values => onChoice(variable.name, values)
  const { name, label, type } = variable
  const id = `variable-${name}`
  const text = label || name
  if (type === 'datasource' || type === 'constant') {
    return h(
      'span',
      { class: 'variable fixed' },
      h('span', { class: 'muted' }, text),
      type === 'datasource' ? variable.current?.text : value.values.join(', '),
    )
  }
  const control =
    type === 'textbox'
      ? textField(id, value, choose)
      : variable.multi
        ? manyOf({ id, text, variable, options }, value, choose)
        : oneOf({ id, variable, options }, value, choose)
  return h('div', { class: 'variable' }, h('label', { htmlFor: id }, text), control)
}

function textField(id, { values }, choose) {
  const onchange = ({ target }) => choose([target.value])
  return h('input', { id, type: 'text', value: values[0] ?? '', onchange })
}

function oneOf({ id, variable, options }, { values, isAll }, choose) {
  const all = variable.includeAll ? [h('option', { value: allValue, selected: isAll }, 'All')] : []
  const known = [...new Set([...options, ...(isAll ? [] : values)])]
  const list = known.map(option =>
    h('option', { value: option, selected: !isAll && option === values[0] }, option),
  )
  return h('select', { id, onchange: ({ target }) => choose([target.value]) }, all, list)
}

function manyOf({ id, text, variable, options }, { values, isAll }, choose) {
  const summary = h('summary', { id }, isAll ? 'All' : values.join(', ') || 'none')
  const box = (option, caption, isChecked, onchange) => {
    const input = h('input', {
      type: 'checkbox',
      id: `${id}-${option}`,
      checked: isChecked,
      onchange,
    })
    return h('label', { class: 'choice', htmlFor: input.id }, input, caption)
  }
  const all = variable.includeAll
    ? [box(allValue, 'All', isAll, ({ target }) => choose(target.checked ? [allValue] : []))]
    : []
  const others = options.map(option =>
    box(option, option, !isAll && values.includes(option), ({ target }) =>
      choose(toggled(isAll ? [] : values, option, target.checked)),
    ),
  )
  const group = h('div', { class: 'choices', role: 'group', 'aria-label': text }, all, others)
  // Drawn anew after each tick, it stays open.
  const open = byId(`${id}-many`)?.open ?? false
  return h('details', { class: 'many', id: `${id}-many`, open }, summary, group)
}

function toggled(values, option, isChecked) {
  return isChecked ? [...values, option] : values.filter(value => value !== option)
}
