import { h } from '../../dom.js'
import { cssColor } from '../chart/theme.js'
import { loadTargets } from '../data/targets.js'
import { display } from '../model/display.js'
import { configOf } from '../model/field-config.js'
import { fillLink } from '../model/links.js'
import { framesOf, lengthOf } from '../model/table.js'
import { sortRows, transform } from '../model/transformations.js'

/** Rows and columns. The reader's order of rows stays over refreshes. */
export function createTable(panel, body) {
  const [given] = panel.options?.sortBy ?? []
  let order = given && { field: given.displayName, desc: given.desc === true }
  let last

  function draw(loaded, context) {
    last = { loaded, context }
    const [frame] = transform(framesOf(loaded.answers), panel.transformations)
    if (frame === undefined || lengthOf(frame) === 0) return drawEmpty()
    const named = { ...frame, fields: frame.fields.flatMap(field => column(panel, field)) }
    const sorted = sortRows(named, order)
    const rows = Array.from({ length: lengthOf(sorted) }, (_, index) => row(sorted, index, context))
    const head = panel.options?.showHeader === false ? undefined : header(sorted)
    const focused = document.activeElement?.dataset?.column
    body.replaceChildren(
      h('div', { class: 'data-table', tabIndex: 0 }, h('table', {}, head, h('tbody', {}, rows))),
    )
    if (focused) body.querySelector(`[data-column="${CSS.escape(focused)}"]`)?.focus()
    return 'data'
  }

  function drawEmpty() {
    const { noValue } = panel.fieldConfig?.defaults ?? {}
    body.replaceChildren(h('p', { class: 'tile-empty' }, noValue ?? 'No data'))
    return noValue === undefined ? 'empty' : 'no-value'
  }

  function header({ fields }) {
    const cells = fields.map(({ name, isNumber }) => {
      const direction = order?.desc ? 'descending' : 'ascending'
      const button = h('button', { type: 'button', onclick: () => sortBy(name) }, name)
      button.dataset.column = name
      const sorted = order?.field === name ? direction : undefined
      return h('th', { scope: 'col', class: isNumber ? 'number' : '', 'aria-sort': sorted }, button)
    })
    return h('thead', {}, h('tr', {}, cells))
  }

  function sortBy(field) {
    order = { field, desc: order?.field === field ? !order.desc : false }
    draw(last.loaded, last.context)
  }

  return { load: (context, signal) => loadTargets(panel, context, { width: 300, signal }), draw }
}

/** A field under the name it is shown with; none when it is hidden. */
function column(panel, field) {
  const config = configOf(panel, field)
  if (config.custom.hidden) return []
  return { ...field, name: config.displayName ?? field.name, config }
}

function row({ fields }, index, context) {
  const labels = Object.fromEntries(fields.map(({ name, values }) => [name, values[index]]))
  return h(
    'tr',
    {},
    fields.map(field => cell(field, index, { ...context, labels })),
  )
}

function cell({ config, values, isNumber, name }, index, context) {
  const value = values[index] ?? null
  const isTime = name === 'Time' && config.unit === undefined
  const { text, suffix, color } = display(
    isTime ? { ...config, unit: 'dateTimeAsIso' } : config,
    value,
  )
  const content = [text, suffix].filter(Boolean).join(' ')
  const [link] = config.links ?? []
  const type = config.custom.cellOptions?.type ?? 'auto'
  const align = config.custom.align ?? 'auto'
  const classes = [isNumber && align === 'auto' ? 'number' : align, type].join(' ')
  const made = h('td', { class: classes }, link ? anchor(link, content, value, context) : content)
  if (type !== 'auto' && color !== undefined) made.style.setProperty('--tone', cssColor(color))
  return made
}

function anchor(link, text, value, context) {
  return h('a', { href: fillLink(link.url, { ...context, value }) }, text)
}
