import { h } from '../../dom.js'
import { refreshChoices, relativeRanges } from '../model/time-range.js'

/** Which time is shown; a range that is none of the usual ones stands in the list as it is. */
export function rangeChoice({ from, to }, change) {
  const isUsual = relativeRanges.some(range => range.from === from && range.to === to)
  const options = relativeRanges.map(range =>
    h('option', { value: range.from, selected: isUsual && range.from === from }, range.label),
  )
  const own = h('option', { value: '', selected: true }, `${moment(from)} – ${moment(to)}`)
  const onchange = ({ target: { value } }) => {
    if (value !== '') change({ from: value, to: 'now' })
  }
  const select = h('select', { id: 'range', onchange }, isUsual ? [] : [own], options)
  select.setAttribute('aria-label', 'Time range')
  return select
}

/** How often the page looks anew. */
export function refreshChoice(current, change) {
  const choices = refreshChoices.includes(current) ? refreshChoices : [...refreshChoices, current]
  const options = choices.map(value =>
    h(
      'option',
      { value, selected: value === current },
      value === '' ? 'Not live' : `Every ${value}`,
    ),
  )
  const onchange = ({ target: { value } }) => change({ refresh: value })
  const select = h('select', { id: 'refresh', onchange }, options)
  select.setAttribute('aria-label', 'Refresh')
  return select
}

function moment(text) {
  if (!/^\d+$/.test(text)) return text
  return new Date(Number(text)).toLocaleString('en-GB', { dateStyle: 'short', timeStyle: 'medium' })
}
